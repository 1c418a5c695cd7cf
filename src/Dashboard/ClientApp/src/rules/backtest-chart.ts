import { MarkAreaComponent } from 'echarts/components'
import { use, type EChartsCoreOption } from 'echarts/core'
import type { Severity } from '../api/alerts'
import type { Curve, Episode } from '../api/rules'
import { chartFont, palette } from '../charts/palette'

use([MarkAreaComponent])

/** The same colours as styles/severity.css. */
const colours: Record<Severity, string> = { blue: '#1f6fd6', yellow: '#f4d03f', orange: '#ef7d00', red: '#d32f2f' }

/** The curve by the day with the episodes on it, in the colour of their worst. */
export function backtestOption(curve: Curve, episodes: readonly Episode[]): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: chartFont },
    grid: { left: 48, right: 14, top: 14, bottom: 30 },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: curve.times,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { color: palette.secondary, fontSize: 13, formatter: (day: string) => day.slice(0, 7), interval: (_: number, day: string) => day.endsWith('-01') && (curve.times.length < 200 || Number(day.slice(5, 7)) % 2 === 1) }
    },
    yAxis: { type: 'value', splitNumber: 3, axisLabel: { color: palette.secondary, fontSize: 13 }, splitLine: { lineStyle: { color: palette.line } } },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: curve.values,
        lineStyle: { color: palette.current, width: 2 },
        itemStyle: { color: palette.current },
        markArea: {
          silent: true,
          data: areas(curve.times, episodes).map(area => [{ xAxis: area.from, itemStyle: { color: colours[area.worst], opacity: 0.35 } }, { xAxis: area.to }])
        }
      }
    ]
  }
}

export interface Area {
  from: number
  to: number
  worst: Severity
}

/** Days that each episode covers, as positions on the axis; at least one, so that a short one is seen. */
export function areas(days: readonly string[], episodes: readonly Episode[]): Area[] {
  return episodes.flatMap(episode => {
    const first = Math.max(0, positionOf(days, episode.startsAt.slice(0, 10)))
    const last = episode.endsAt === null ? days.length - 1 : positionOf(days, episode.endsAt.slice(0, 10))
    if (days.length === 0 || last < first) return []
    const to = Math.min(days.length - 1, Math.max(last, first + 1))
    return [{ from: Math.min(first, Math.max(0, to - 1)), to, worst: episode.worst }]
  })
}

/** The last day not after the given one; −1 where all are later. */
function positionOf(days: readonly string[], day: string): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= day) low = middle + 1 // within the array
    else high = middle
  }
  return low - 1
}
