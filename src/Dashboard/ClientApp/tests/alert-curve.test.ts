import { describe, expect, it } from 'vitest'
import { curveOption, episodeOf, figureText } from '../src/alerts/curve-chart'
import type { AlertCurve } from '../src/api/alerts'

const hour = (value: number) => `2026-11-23T${String(value).padStart(2, '0')}:00:00+08:00`
const some = (more: Partial<AlertCurve> = {}): AlertCurve => ({
  version: 7,
  statistic: 'rate',
  reason: null,
  startsAt: '2026-11-23T09:20:00+08:00',
  endsAt: '2026-11-23T11:30:00+08:00',
  below: false,
  levels: [{ severity: 'red', threshold: 0.5, clear: 0.4 }],
  points: [8, 9, 10, 11, 12].map(at => ({ at: hour(at), value: at === 8 ? null : at / 20, current: at, base: 20 })),
  ...more
})
const words = { threshold: (severity: string) => severity, episode: 'alert' }

describe('episodeOf', () => {
  it('begins at the point before it fired and ends at the last before its end', () => expect(episodeOf(some())).toEqual([1, 3]))
  it('goes on to the end of the curve while it is open', () => expect(episodeOf(some({ endsAt: null }))).toEqual([1, 4]))
  it('begins at the last point where it fired after all of them', () => expect(episodeOf(some({ startsAt: hour(13), endsAt: null }))).toEqual([4, 4]))
  it('is none without points', () => expect(episodeOf(some({ points: [] }))).toEqual([-1, -1]))
})

describe('curveOption', () => {
  it('draws rates in percent, thresholds too, and leaves unknown figures out', () => {
    const [series] = curveOption(some(), words).series as { data: (number | null)[]; markLine: { data: { yAxis: number }[] } }[]
    expect(series!.data.map(value => value && Math.round(value))).toEqual([null, 45, 50, 55, 60])
    expect(series!.markLine.data.map(line => line.yAxis)).toEqual([50])
  })

  it('draws counts as they are', () => {
    const [series] = curveOption(some({ statistic: 'value' }), words).series as { data: (number | null)[] }[]
    expect(series!.data[1]).toBe(0.45)
  })
})

describe('figureText', () => {
  it.each([
    [0.2506, 'rate', '25.06%'],
    [-0.5, 'rate', '−50%'],
    [12, 'value', '12'],
    [1.23456, 'z', '1.23']
  ])('%s of %s reads %s', (value, statistic, text) => expect(figureText(value, statistic)).toBe(text))
})
