import { describe, expect, it } from 'vitest'
import en from '../src/i18n/en.json'
import { chooseLocale } from '../src/i18n/locale'
import zh from '../src/i18n/zh-CN.json'
import { returnPath } from '../src/pages/return-path'

/** An area of pages may bring words of its own: `words.zh.json` and `words.en.json` beside its pages. */
const areas = import.meta.glob<object>('../src/**/words.*.json', { eager: true, import: 'default' })
const resources: [string, object, object][] = [
  ['all pages', zh, en],
  ...Object.keys(areas)
    .filter(path => path.endsWith('words.zh.json'))
    .map(path => [path, areas[path]!, areas[path.replace('.zh.', '.en.')] ?? {}] as [string, object, object])
]

function entries(messages: object, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entries(value as object, `${prefix}${key}.`)
  )
}

describe.each(resources)('messages of %s', (_, zh, en) => {
  it('have the same keys in every language', () => {
    expect(entries(en).map(([key]) => key).sort()).toEqual(entries(zh).map(([key]) => key).sort())
  })

  it('have the same parameters in every language', () => {
    const parameters = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    const chinese = new Map(entries(zh))
    for (const [key, text] of entries(en)) expect([key, parameters(text)]).toEqual([key, parameters(chinese.get(key) ?? '')])
  })

  it('are translated: no Chinese is left in the English ones but the name of the language', () => {
    expect(entries(en).filter(([key, text]) => /[\u4e00-\u9fff]/.test(text) && key !== 'language.zh')).toEqual([])
  })
})

describe('chooseLocale', () => {
  it.each([
    ['', null, 'zh-CN'],
    ['', 'en', 'en'],
    ['?lang=en', 'zh-CN', 'en'],
    ['?lang=zh', 'en', 'zh-CN'],
    ['?token=x&lang=EN-gb', null, 'en'],
    ['?lang=xx', null, 'zh-CN']
  ])('%s and remembered %s give %s', (search, remembered, expected) => expect(chooseLocale(search, remembered)).toBe(expected))
})

describe('returnPath', () => {
  it.each([
    ['/wall/wall', '/wall/wall'],
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/login?return=/login', '/'],
    [undefined, '/']
  ])('%s leads to %s', (asked, expected) => expect(returnPath(asked)).toBe(expected))
})
