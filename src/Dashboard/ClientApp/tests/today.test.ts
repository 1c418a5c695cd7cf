import { describe, expect, it } from 'vitest'
import { queryOf } from '../src/api/statistics'
import { hourEnd, shiftStart, sumKnown } from '../src/today/shift'

describe('the running shift', () => {
  it.each([
    ['2026-11-24T08:36:00+08:00', '2026-11-24T08:00:00+08:00'],
    ['2026-11-24T08:00:00+08:00', '2026-11-24T08:00:00+08:00'],
    ['2026-11-24T07:59:59+08:00', '2026-11-23T08:00:00+08:00'],
    ['2026-03-01T00:10:00.5+08:00', '2026-02-28T08:00:00+08:00'],
    ['2026-01-01T03:00:00-05:00', '2025-12-31T08:00:00-05:00']
  ])('at %s began at %s', (at, expected) => expect(shiftStart(at)).toBe(expected))

  it('cannot begin at no instant', () => expect(() => shiftStart('today')).toThrow('"today"'))
})

describe('the end of the hour', () => {
  it.each([
    ['2026-11-24T08:36:00+08:00', '2026-11-24T09:00:00+08:00'],
    ['2026-11-24T23:00:00+08:00', '2026-11-25T00:00:00+08:00'],
    ['2026-11-24T08:10:00+05:30', '2026-11-24T09:00:00+05:30']
  ])('of %s is %s', (at, expected) => expect(hourEnd(at)).toBe(expected))
})

describe('what came since', () => {
  it('adds up what is known', () => expect(sumKnown([1, null, 2])).toBe(3))
  it('of a silence is unknown, not zero', () => expect(sumKnown([null, null])).toBeNull())
})

describe('a question', () => {
  it('says lists by commas and leaves out what is not said', () =>
    expect(queryOf({ metric: ['a', 'b'], unit: null, category: '', period: 'today' })).toBe('metric=a%2Cb&period=today'))
})
