import type { Figure } from '../live/contract'
import { normaliseFigure } from '../live/numbers'
import { getJson } from './http'

export type Split = 'unit' | 'category' | 'metric' | 'source'
export type Grain = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A figure that also says itself as a sentence, in the office's wording. */
export interface SpokenFigure extends Figure {
  sentence?: string
  sentenceEn?: string
}

export interface StatisticsAnswer {
  version: number
  asOf: string
  items: SpokenFigure[]
}

export interface SeriesAnswer {
  version: number
  times: string[]
  series: { metric: string; unit: string; category: string; key?: string | null; values: (number | null)[] }[]
}

export interface HistoryStep {
  version: number
  recordedAt: string
  actor: string
  sources: string[]
  before: number | null
  after: number | null
  change: number
  sealed: string
  amendments: string[]
}

/** A question of the API: only what is said is asked, lists by commas. */
export type Question = Record<string, string | number | readonly string[] | null | undefined>

export function queryOf(question: Question): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(question)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text !== null && text !== undefined && text !== '') query.set(name, String(text))
  }
  return query.toString()
}

export async function readStatistics(question: Question): Promise<StatisticsAnswer> {
  const answer = await getJson<StatisticsAnswer>(`/api/v1/statistics?${queryOf(question)}`)
  return { ...answer, items: answer.items.map(item => ({ ...item, ...normaliseFigure(item) })) }
}

export function readSeries(question: Question): Promise<SeriesAnswer> {
  return getJson(`/api/v1/series?${queryOf(question)}`)
}

export function readHistory(question: Question): Promise<{ version: number; items: HistoryStep[]; next: string | null }> {
  return getJson(`/api/v1/history?${queryOf(question)}`)
}
