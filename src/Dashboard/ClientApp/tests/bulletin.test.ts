import { describe, expect, it } from 'vitest'
import type { Finding } from '../src/api/bulletins'
import { daysOf, segmentsOf } from '../src/bulletin/segments'

const finding = (offset: number, length: number): Finding => ({
  offset,
  length,
  kind: 'rate',
  verdict: 'wrong',
  reason: 'miscalculated',
  printed: '',
  right: '',
  rightHalfEven: null,
  exact: null,
  why: '',
  whyEn: ''
})

describe('the marked text', () => {
  const text = '警情70起,上周62起,上升13.9%。'

  it('is cut at the findings, and nothing is lost', () => {
    const first = finding(5, 2)
    const second = finding(12, 7)
    const segments = segmentsOf(text, [first, second])
    expect(segments.map(segment => segment.text).join('')).toBe(text)
    expect(segments.map(segment => segment.finding)).toEqual([null, first, null, second, null])
    expect(segments.map(segment => segment.index)).toEqual([-1, 0, -1, 1, -1])
  })

  it('is one piece where nothing was found, and none where there is no text', () => {
    expect(segmentsOf(text, [])).toEqual([{ text, finding: null, index: -1 }])
    expect(segmentsOf('', [])).toEqual([])
  })

  it('may begin and end with a finding', () => {
    expect(segmentsOf('上升1%', [finding(0, 4)]).map(segment => segment.text)).toEqual(['上升1%'])
  })

  it('never shows words twice, nor points behind the end', () => {
    const segments = segmentsOf(text, [finding(0, 5), finding(3, 4), finding(15, 99)])
    expect(segments.map(segment => segment.text).join('')).toBe(text)
    expect(segments.filter(segment => segment.finding)).toHaveLength(1)
  })
})

describe('days as typed', () => {
  it.each([
    ['', null],
    [' ', null],
    ['7', 7],
    [' 31 ', 31],
    [28, 28],
    ['3660', 3_660]
  ])('%j is %s', (typed, days) => expect(daysOf(typed)).toBe(days))

  it.each(['0', '-1', '7.5', '3661', 'seven'])('%j is no number of days', typed => expect(daysOf(typed)).toBeNaN())
})
