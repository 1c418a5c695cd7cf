import type { EChartsCoreOption } from 'echarts/core'
import { chartFont, palette } from './palette'

export interface TrendData {
  labels: readonly string[]
  current: readonly (number | null)[]
  lastYear: readonly (number | null)[]
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
      axisLabel: { color: palette.secondary, fontSize: data.fontSize, interval: (index: number) => index % 6 === 0, margin: data.fontSize * 0.35 }
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { color: palette.secondary, fontSize: data.fontSize, margin: data.fontSize * 0.4 },
      splitLine: { lineStyle: { color: palette.line, width: 2 } }
    },
    series: [
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

/** The labels of the hours, from the instants the server gave; by position where it gave none. */
export function hourLabels(times: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const written = /T(\d\d)/.exec(times[index] ?? '')?.[1]
    return String(written === undefined ? index : Number(written))
  })
}

/** The hour that contains `now`, or −1. Instants, so that a 25-hour day has its hour twice without confusion. */
export function runningHour(times: readonly string[], nowMs: number): number {
  for (let index = times.length - 1; index >= 0; index--) {
    const start = Date.parse(times[index]!) // index is within the array
    if (start <= nowMs) return nowMs < start + 3_600_000 ? index : -1
  }
  return -1
}
