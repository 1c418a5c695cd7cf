import type { EChartsCoreOption } from 'echarts/core'
import { chartFont, palette } from './palette'

export interface TrendData {
  labels: readonly string[]
  current: readonly (number | null)[]
  lastYear: readonly (number | null)[]
  /** What was expected, and the bound above which it is out of the ordinary; empty without a band. */
  expected: readonly (number | null)[]
  upper: readonly (number | null)[]
  /** Index of the hour that still runs, or −1: its count is not comparable yet and is drawn apart. */
  running: number
  fontSize: number
  greyed: boolean
  still: boolean
}

/** Today against the same day last year. Always the same series in the same order, whatever is known. */
export function trendOption(data: TrendData): EChartsCoreOption {
  const colour = data.greyed ? palette.greyed : palette.current
  const ended = data.current.map((value, index) => (data.running >= 0 && index >= data.running ? null : value))
  const open = data.current.map((value, index) => (index === data.running ? value : null))
  return {
    animation: !data.still,
    animationDuration: 300,
    animationDurationUpdate: 300,
    textStyle: { fontFamily: chartFont },
    grid: { left: data.fontSize * 2.3, right: data.fontSize * 0.9, top: data.fontSize * 0.7, bottom: data.fontSize * 1.55, containLabel: false },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: data.labels,
      axisLine: { lineStyle: { color: palette.line, width: 2 } },
      axisTick: { show: false },
      axisLabel: {
        color: palette.secondary,
        fontSize: data.fontSize,
        // Every sixth hour of a day; about five labels on anything longer.
        interval: (index: number) => index % Math.max(6, Math.ceil(data.labels.length / 5)) === 0,
        margin: data.fontSize * 0.35
      }
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { color: palette.secondary, fontSize: data.fontSize, margin: data.fontSize * 0.4 },
      splitLine: { lineStyle: { color: palette.line, width: 2 } }
    },
    series: [
      // The band is two stacked areas of which only the upper one is seen.
      { name: 'expected', type: 'line', silent: true, symbol: 'none', stack: 'band', data: data.expected, lineStyle: { opacity: 0 }, itemStyle: { color: palette.ghost }, z: 1 },
      {
        name: 'upper',
        type: 'line',
        silent: true,
        symbol: 'none',
        stack: 'band',
        data: bandHeights(data.expected, data.upper),
        lineStyle: { opacity: 0 },
        itemStyle: { color: palette.ghost },
        areaStyle: { color: palette.ghost, opacity: 0.22 },
        z: 1
      },
      {
        name: 'year',
        type: 'line',
        silent: true,
        symbol: 'none',
        data: data.lastYear,
        lineStyle: { color: palette.ghost, width: 4, type: [10, 8] },
        itemStyle: { color: palette.ghost },
        z: 2
      },
      {
        name: 'current',
        type: 'line',
        silent: true,
        symbol: 'none',
        data: ended,
        lineStyle: { color: colour, width: 6, cap: 'round', join: 'round' },
        itemStyle: { color: colour },
        areaStyle: { color: colour, opacity: 0.13 },
        z: 3
      },
      {
        name: 'running',
        type: 'scatter',
        silent: true,
        symbol: 'circle',
        symbolSize: data.fontSize * 0.5,
        data: open,
        itemStyle: { color: palette.panel, borderColor: colour, borderWidth: 4 },
        z: 4
      }
    ]
  }
}

/** Upper minus expected, never below nothing; unknown where either is. */
export function bandHeights(expected: readonly (number | null)[], upper: readonly (number | null)[]): (number | null)[] {
  return expected.map((from, index) => {
    const to = upper[index] ?? null
    return from === null || to === null ? null : Math.max(0, to - from)
  })
}

/** Labels from the times the server gave: hours of instants, month and day of dates; positions where it gave none. */
export function axisLabels(times: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const time = times[index] ?? ''
    const hour = /T(\d\d)/.exec(time)?.[1]
    if (hour !== undefined) return String(Number(hour))
    return time ? time.slice(time.length > 7 ? 5 : 0) : String(index)
  })
}

/** The hour that contains `now`, or −1. Instants, so that a 25-hour day has its hour twice without confusion. */
export function runningHour(times: readonly string[], nowMs: number): number {
  if (!times[0]?.includes('T')) return -1
  for (let index = times.length - 1; index >= 0; index--) {
    const start = Date.parse(times[index]!) // index is within the array
    if (start <= nowMs) return nowMs < start + 3_600_000 ? index : -1
  }
  return -1
}
