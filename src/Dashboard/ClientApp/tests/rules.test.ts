import { describe, expect, it } from 'vitest'
import type { CatalogueMetric } from '../src/api/catalogue'
import { forEachLine, type Episode } from '../src/api/rules'
import { areas } from '../src/rules/backtest-chart'
import { statisticText } from '../src/rules/figures'
import { presetRule, presets } from '../src/rules/presets'
import { comparesOf, differences, documentOf, formOf, sourcesOf, statisticsOf, yamlOf, type RuleDocument } from '../src/rules/rule-document'

const metric = (more: Partial<CatalogueMetric>): CatalogueMetric => ({ id: 'incident', name: '警情', nameEn: 'Incidents', kind: 'flow', unit: '起', polarity: 'down', group: null, definition: null, definitionEn: null, select: [], sources: ['calls'], categories: [], of: null, numerator: null, denominator: null, reconcile: [], ...more })
const none = () => undefined

const rule: RuleDocument = {
  id: 'vice-yoy',
  name: '黄赌毒线索警情同比上升',
  metric: 'incident.vice_lead',
  unit: '331125',
  depth: 1,
  period: 'mtd',
  statistic: 'rate',
  compare: 'mean-15w:1.05',
  above: { blue: 0.1, red: 0.5 },
  clear: { red: 0.4 },
  significance: 0.05,
  for: 'PT10M'
}

describe('documentOf', () => {
  it('gives back what the form was made of', () => expect(documentOf(formOf(rule))).toEqual(rule))

  it('leaves out what is empty and keeps what is no number for the server to refuse', () => {
    const form = formOf({ ...rule, depth: 1 })
    Object.assign(form, { depth: ' ', significance: '5%', minimumValue: '10' })
    const document = documentOf(form)
    expect(document).not.toHaveProperty('depth')
    expect(document.significance).toBe('5%')
    expect(document.minimumValue).toBe(10)
  })

  it('says thresholds in the chosen direction only', () => {
    const form = formOf(rule)
    form.direction = 'below'
    expect(documentOf(form)).toMatchObject({ below: { blue: 0.1, red: 0.5 } })
    expect(documentOf(form)).not.toHaveProperty('above')
  })

  it('keeps the direction though no threshold is left, so that its absence is told', () => expect(documentOf(formOf({ ...rule, above: {} }))).toHaveProperty('above', {}))
})

describe('yamlOf', () => {
  it('writes as files do, quoting what YAML would take for something else', () =>
    expect(yamlOf({ ...rule, name: '甲: 乙 # 丙', nameEn: 'true' })).toBe(
      'id: vice-yoy\nname: "甲: 乙 # 丙"\nmetric: incident.vice_lead\nunit: "331125"\ndepth: 1\nperiod: mtd\nstatistic: rate\ncompare: "mean-15w:1.05"\nabove: { blue: 0.1, red: 0.5 }\nclear: { red: 0.4 }\nsignificance: 0.05\nfor: PT10M\nnameEn: "true"\n'
    ))
})

describe('combinations', () => {
  it('offer a ratio percentage points, a flow rates and detectors', () => {
    expect(statisticsOf(metric({ kind: 'ratio' }), none)).toEqual(['value', 'change', 'points', 'age'])
    expect(statisticsOf(metric({}), none)).toEqual(['value', 'change', 'rate', 'z', 'score', 'late', 'reclassified', 'age'])
    expect(statisticsOf(metric({ kind: 'stock' }), none)).toEqual(['value', 'change', 'rate', 'z', 'age'])
  })

  it('offer disagreement where two sources tell the same fact, also of a selection', () => {
    expect(statisticsOf(metric({ reconcile: ['a', 'b'] }), none)).toContain('disagreement')
    expect(statisticsOf(metric({ kind: 'selection', of: 'base' }), () => metric({ reconcile: ['a', 'b'] }))).toContain('disagreement')
  })

  it.each([
    ['value', []],
    ['age', []],
    ['score', ['farrington-flexible', 'ears-c1', 'ears-c2', 'ears-c3', 'cusum']]
  ])('compare %s with %j', (statistic, compares) => expect(comparesOf(metric({}), statistic)).toEqual(compares))

  it('expect nothing of a stock', () => expect(comparesOf(metric({ kind: 'stock' }), 'rate')).toEqual(['year', 'year-weekday', 'year-lunar', 'previous']))

  it('find the sources of both parts of a ratio', () => {
    const all = [metric({ id: 'up', sources: ['a'] }), metric({ id: 'down', sources: ['b', 'a'] })]
    expect(sourcesOf(metric({ kind: 'ratio', sources: [], numerator: 'up', denominator: 'down' }), id => all.find(each => each.id === id))).toEqual(['a', 'b'])
  })
})

describe('differences', () => {
  it('tell keys and levels that changed, came or went', () =>
    expect(differences(rule, { ...rule, above: { blue: 0.2, yellow: 0.3, red: 0.5 }, for: undefined as never })).toEqual([
      { key: 'above.blue', before: '0.1', after: '0.2' },
      { key: 'for', before: 'PT10M', after: '' },
      { key: 'above.yellow', before: '', after: '0.3' }
    ]))

  it('are none between equal versions', () => expect(differences(rule, { ...rule })).toEqual([]))
})

describe('presets', () => {
  it('take the wished metric, else the first that fits, else nothing', () => {
    const vice = presets.find(each => each.id === 'vice')! // it is among them
    expect(presetRule(vice, [metric({}), metric({ id: 'incident.vice_lead', kind: 'selection' })], '名', 'Name')).toMatchObject({ metric: 'incident.vice_lead', name: '名' })
    expect(presetRule(vice, [metric({ id: 'other' })], '名', 'Name')).toMatchObject({ metric: 'other' })
    expect(presetRule(vice, [metric({ kind: 'stock' })], '名', 'Name')).toBeNull()
  })

  it('survive the form unchanged', () => {
    for (const preset of presets) {
      const made = presetRule(preset, [metric({ reconcile: ['a', 'b'] })], '名', 'Name')
      expect(documentOf(formOf(made!))).toEqual(made) // the metric fits them all
    }
  })
})

describe('statisticText', () => {
  it.each([
    ['rate', 0.2506, '+25.06%'],
    ['rate', -0.1, '−10%'],
    ['rate', 0.07, '+7%'],
    ['late', 0.125, '12.5%'],
    ['change', -3, '−3'],
    ['value', 993, '993'],
    ['value', null, '—']
  ])('%s %s reads %s', (statistic, value, text) => expect(statisticText(statistic, value)).toBe(text))
})

describe('areas', () => {
  const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04']
  const episode = (startsAt: string, endsAt: string | null): Episode => ({ unit: 'C', category: '', startsAt, endsAt, severity: 'blue', worst: 'red', value: 1, current: 1, base: null, summary: '', summaryEn: '' })

  it.each([
    ['2026-01-01T08:00:00+08:00', '2026-01-03T08:00:00+08:00', 0, 2],
    ['2026-01-02T08:00:00+08:00', '2026-01-02T09:00:00+08:00', 1, 2],
    ['2026-01-04T08:00:00+08:00', '2026-01-04T09:00:00+08:00', 2, 3],
    ['2025-12-30T08:00:00+08:00', null, 0, 3]
  ])('from %s to %s cover %i to %i', (from, to, first, last) => expect(areas(days, [episode(from, to)])).toEqual([{ from: first, to: last, worst: 'red' }]))

  it('leave out what ended before the curve begins', () => expect(areas(days, [episode('2025-12-01T08:00:00+08:00', '2025-12-02T08:00:00+08:00')])).toEqual([]))
})

describe('forEachLine', () => {
  it('gives whole lines, however the answer is cut', async () => {
    const bytes = new TextEncoder().encode('{"progress":0.5}\n{"answer":"已"}\nrest')
    for (let cut = 0; cut <= bytes.length; cut++) {
      const lines: string[] = []
      const parts = [bytes.slice(0, cut), bytes.slice(cut)]
      await forEachLine(new Response(new ReadableStream({ pull: stream => (parts.length ? stream.enqueue(parts.shift()!) : stream.close()) })), line => lines.push(line))
      expect(lines).toEqual(['{"progress":0.5}', '{"answer":"已"}', 'rest'])
    }
  })
})
