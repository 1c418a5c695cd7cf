import { MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { use, type EChartsCoreOption } from 'echarts/core'
import type { AlertCurve, Severity } from '../api/alerts'
import { chartFont, palette } from '../charts/palette'
import { officeMoment } from './moment'

// Only this chart draws thresholds and episodes; the wall does not carry them.
use([MarkLineComponent, MarkAreaComponent])

/** The same values as styles/severity.css. */
const colours: Record<Severity, string> = { red: '#d32f2f', orange: '#ef7d00', yellow: '#f4d03f', blue: '#1f6fd6' }
const ratios = ['rate']

export interface CurveWords {
  threshold: (severity: Severity) => string
  episode: string
}

/** A figure as people read it: a rate in percent, anything else as it is; short of digits that mean nothing. */
export function figureText(value: number, statistic: string): string {
  return ratios.includes(statistic) ? `${trim(value * 100, 2)}%` : trim(value, 2)
}

/** The statistic over time with the thresholds of its levels and the time during which the alert fired. */
export function curveOption(curve: AlertCurve, words: CurveWords): EChartsCoreOption {
  const scale = ratios.includes(curve.statistic) ? 100 : 1
  const times = curve.points.map(point => officeMoment(point.at))
  const [first, last] = episodeOf(curve)
  return {
    animation: false,
    textStyle: { fontFamily: chartFont },
    grid: { left: 62, right: 110, top: 18, bottom: 34 },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: times,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { color: palette.secondary, fontSize: 13, interval: Math.max(0, Math.ceil(times.length / 6) - 1) }
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: palette.secondary, fontSize: 13, formatter: scale === 1 ? '{value}' : '{value}%' },
      splitLine: { lineStyle: { color: palette.line } },
      min: (extent: { min: number }) => Math.min(extent.min, ...curve.levels.map(level => level.threshold * scale)),
      max: (extent: { max: number }) => Math.max(extent.max, ...curve.levels.map(level => level.threshold * scale))
    },
    series: [
      {
        name: 'figure',
        type: 'line',
        silent: true,
        symbol: curve.points.length === 1 ? 'circle' : 'none',
        data: curve.points.map(point => (point.value === null ? null : point.value * scale)),
        lineStyle: { color: palette.current, width: 2.5 },
        itemStyle: { color: palette.current },
        markLine: {
          symbol: 'none',
          data: curve.levels.map(level => ({
            yAxis: level.threshold * scale,
            lineStyle: { color: colours[level.severity], width: 2, type: 'dashed' },
            label: { formatter: words.threshold(level.severity), position: 'end', color: palette.secondary, fontSize: 13 }
          }))
        },
        markArea: {
          itemStyle: { color: 'rgba(239, 125, 0, 0.16)' },
          label: { position: 'insideTop', color: palette.text, fontSize: 13 },
          data: first < 0 ? [] : [[{ name: words.episode, xAxis: times[first] }, { xAxis: times[last] }]]
        }
      }
    ]
  }
}

/** Indexes of the points between which the alert fired; −1 where none lies within. */
export function episodeOf(curve: AlertCurve): [number, number] {
  const starts = Date.parse(curve.startsAt)
  const ends = curve.endsAt === null ? Infinity : Date.parse(curve.endsAt)
  const moments = curve.points.map(point => Date.parse(point.at))
  // The point before: it fired within that hour.
  const after = moments.findIndex(moment => moment > starts)
  const first = after < 0 ? moments.length - 1 : Math.max(0, after - 1)
  let last = moments.length - 1
  while (last > first && moments[last]! > ends) last-- // last is within the array
  return moments.length === 0 ? [-1, -1] : [first, last]
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits))).replace('-', '−')
}
