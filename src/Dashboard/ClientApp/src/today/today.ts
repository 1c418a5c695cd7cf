import { listAlerts, type Alert } from '../api/alerts'
import type { Catalogue } from '../api/catalogue'
import { readSeries, readStatistics, type SpokenFigure } from '../api/statistics'
import { listWalls, wallLayout } from '../api/walls'
import { hourEnd, shiftStart, sumKnown } from './shift'

/** Three figures are what one look takes in. */
const shownMetrics = 3

export interface TodayFigure {
  metric: string
  today: SpokenFigure | undefined
  year: SpokenFigure | undefined
  sinceShift: number | null
}

export interface Today {
  version: number
  asOf: string
  shiftFrom: string
  figures: TodayFigure[]
  /** Firing and not acknowledged, worst first. */
  open: Alert[]
  /** Came to fire, or ended, since the shift began. */
  raised: Alert[]
  ended: Alert[]
}

const severities = ['red', 'orange', 'yellow', 'blue']

/** The metrics of the wall's head, those of the running day first; without a wall, the first flows of the catalogue. */
export async function headlineMetrics(catalogue: Catalogue): Promise<string[]> {
  const walls = await listWalls()
  const wall = walls.find(each => each.id === 'wall') ?? walls[0]
  const panels = wall ? (await wallLayout(wall.id)).panels : []
  const heads = panels.flatMap(({ kind, metric, category, period }) => (kind === 'headline' && metric && !category ? [{ id: metric.id, ofToday: period === 'today' }] : []))
  const ofWall = [...heads.filter(head => head.ofToday), ...heads.filter(head => !head.ofToday)].map(head => head.id)
  const ofCatalogue = catalogue.metrics.filter(metric => metric.kind === 'flow').map(metric => metric.id)
  return [...new Set([...ofWall, ...ofCatalogue])].slice(0, shownMetrics)
}

/** Everything that the page shows, asked at one time. */
export async function readToday(metrics: readonly string[], unit: string | null): Promise<Today> {
  const [answer, firing, resolved] = await Promise.all([
    readStatistics({ metric: metrics, unit, period: ['today', 'ytd'], compare: 'year', sentences: 'true' }),
    listAlerts('firing'),
    listAlerts('resolved')
  ])
  const shiftFrom = shiftStart(answer.asOf)
  const curve = await readSeries({ metric: metrics, unit, grain: 'hour', from: shiftFrom, to: hourEnd(answer.asOf) })
  const since = (instant: string | null) => instant !== null && Date.parse(instant) >= Date.parse(shiftFrom)
  return {
    version: answer.version,
    asOf: answer.asOf,
    shiftFrom,
    figures: metrics.map(metric => ({
      metric,
      today: answer.items.find(item => item.metric === metric && item.period.name === 'today'),
      year: answer.items.find(item => item.metric === metric && item.period.name === 'ytd'),
      sinceShift: sumKnown(curve.series.find(series => series.metric === metric)?.values ?? [])
    })),
    open: firing.filter(alert => alert.acknowledgedBy === null).sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    raised: firing.filter(alert => since(alert.startsAt)),
    ended: resolved.filter(alert => since(alert.endsAt))
  }
}
