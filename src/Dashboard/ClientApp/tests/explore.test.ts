import { describe, expect, it } from 'vitest'
import { addressOf, csvCell, readExploration } from '../src/explore/question'

describe('an exploration', () => {
  const all = { metric: 'incident', unit: 'PS01', category: 'admin/drugs', period: '2026-06', compare: 'previous', by: 'category' as const }

  it('is in the address, whole', () => expect(readExploration(addressOf(all), 'x', 'y')).toEqual(all))
  it('without a split stays without one', () => expect(readExploration(addressOf({ ...all, by: '' }), 'x', 'y').by).toBe(''))
  it('of an empty address shows the month by unit against last year', () =>
    expect(readExploration({}, 'incident', '331125')).toEqual({ metric: 'incident', unit: '331125', category: '', period: 'mtd', compare: 'year', by: 'unit' }))
  it('drops a split that is none', () => expect(readExploration({ by: 'planet' }, 'm', 'u').by).toBe(''))
})

describe('a CSV cell', () => {
  it.each([
    ['浮云所', '浮云所'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=1+1', "'=1+1"],
    [-3, '-3'],
    [null, '']
  ])('of %s is %s', (value, expected) => expect(csvCell(value)).toBe(expected))
})
