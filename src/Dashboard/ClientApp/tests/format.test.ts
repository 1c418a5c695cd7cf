import { describe, expect, it } from 'vitest'
import { directionOf, judge, percentText } from '../src/format/comparison'
import { formatCount, formatRatio, formatValue, unitOf } from '../src/format/number'
import { ageOf, clockText, momentText, wallTime } from '../src/format/time'
import { Some } from './some'

describe('numbers', () => {
  it.each([
    [0, '0'],
    [993, '993'],
    [9_999, '9999'],
    [10_000, '10,000'],
    [12_345, '12,345'],
    [1_075_734, '1,075,734'],
    [-12_345, '\u221212,345']
  ])('prints %s as offices do', (value, text) => expect(formatCount(value)).toBe(text))

  it.each([
    [0.9312, '93.12'],
    [1, '100.00'],
    [0.0005, '0.05'],
    [0, '0.00'],
    [-0.25, '\u221225.00'],
    [0.29, '29.00']
  ])('prints the ratio %s in percent without computing', (value, text) => expect(formatRatio(value)).toBe(text))

  it('never prints an unknown value as zero', () => {
    expect(formatValue(null)).toBe('—')
    expect(formatValue(undefined)).toBe('—')
  })

  it('takes the form from the metric', () => {
    const ratio = { ...Some.panel().metric!, kind: 'ratio' as const, unit: '' }
    expect(formatValue(0.5, ratio) + unitOf(ratio)).toBe('50.00%')
    expect(formatValue(993, Some.panel().metric) + unitOf(Some.panel().metric)).toBe('993起')
  })
})

describe('comparisons', () => {
  it('shows the percent text of the server as it is', () => {
    expect(percentText(Some.comparison({ percent: '\u22126.26%' }))).toBe('\u22126.26%')
    expect(percentText(Some.comparison({ percent: null }))).toBe('—')
    expect(percentText(undefined)).toBe('—')
  })

  it.each([
    [{ rate: 0.2506 }, 'rise'],
    [{ rate: -0.0626 }, 'fall'],
    [{ rate: 0, change: 1 }, 'flat'],
    [{ rate: null, points: -1.2, change: null }, 'fall'],
    [{ rate: null, points: null, change: 12, reason: 'zero_base' }, 'rise'],
    [{ comparable: false, rate: null, change: null }, 'none']
  ] as const)('reads %j as %s', (given, expected) => expect(directionOf(Some.comparison(given))).toBe(expected))

  it.each([
    ['rise', 'up', 'good'],
    ['fall', 'up', 'bad'],
    ['rise', 'down', 'bad'],
    ['fall', 'down', 'good'],
    ['rise', 'neutral', 'neutral'],
    ['flat', 'up', 'neutral'],
    ['none', 'down', 'neutral']
  ] as const)('judges a %s of a metric with polarity %s as %s', (direction, polarity, expected) =>
    expect(judge(direction, polarity)).toBe(expected)
  )
})

describe('times', () => {
  const instant = Date.parse('2026-06-01T17:59:59Z')

  it('shows the office clock, not the browser one', () => {
    expect(clockText(instant, 'Asia/Shanghai')).toBe('01:59:59')
    expect(clockText(instant, 'America/Chicago')).toBe('12:59:59')
    expect(wallTime(instant, 'Asia/Shanghai')).toMatchObject({ month: 6, day: 2, weekday: 2 })
  })

  it('writes midnight as 00', () => expect(clockText(Date.parse('2026-06-01T16:00:00Z'), 'Asia/Shanghai')).toBe('00:00:00'))

  it('adds the date only where it is another day', () => {
    const zone = 'Asia/Shanghai'
    expect(momentText(instant - 3_600_000, instant, zone)).toBe('00:59')
    expect(momentText(instant - 2 * 3_600_000, instant, zone)).toBe('06-01 23:59')
    expect(momentText(instant - 366 * 86_400_000, instant, zone)).toBe('2025-06-01')
  })

  it.each([
    [-5, 'second', 0],
    [119, 'second', 119],
    [120, 'minute', 2],
    [7_199, 'minute', 119],
    [7_200, 'hour', 2],
    [172_799, 'hour', 47],
    [172_800, 'day', 2]
  ])('gives an age of %s s in %ss', (seconds, unit, count) => expect(ageOf(seconds)).toEqual({ unit, count }))
})
