import { describe, expect, it } from 'vitest'
import { choicesOf } from '../src/silences/choices'

const named = (name: string) => ({ name, nameEn: name.toUpperCase() })

describe('choicesOf', () => {
  const choices = choicesOf(
    {
      timeZone: 'Asia/Shanghai',
      units: [{ ...named('county'), code: '33', children: [{ ...named('station'), code: 'PS01', children: [] }] }],
      metrics: [
        { ...named('incident'), id: 'incident', group: 'intel', categories: [{ ...named('admin'), path: 'admin', children: [{ ...named('gambling'), path: 'admin/gambling', children: [] }] }] },
        { ...named('vice'), id: 'vice', group: 'intel', categories: [{ ...named('admin'), path: 'admin', children: [] }] },
        { ...named('grid'), id: 'grid', group: '', categories: [] }
      ]
    },
    [{ ...named('too many'), id: 'many' }]
  )

  it('lists the trees with their depth', () => {
    expect(choices.byLabel.unit!.map(choice => [choice.value, choice.depth])).toEqual([['33', 0], ['PS01', 1]])
  })

  it('names a category and a group once, however many metrics have it', () => {
    expect(choices.byLabel.category!.map(choice => choice.value)).toEqual(['admin', 'admin/gambling'])
    expect(choices.byLabel.group!.map(choice => choice.value)).toEqual(['intel'])
  })

  it('lists rules and all severities', () => {
    expect(choices.byLabel.rule).toEqual([{ value: 'many', name: 'too many', nameEn: 'TOO MANY', depth: 0 }])
    expect(choices.byLabel.severity!.length).toBe(4)
  })
})
