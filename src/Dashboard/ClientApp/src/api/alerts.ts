import { getJson, send } from './http'

export type Severity = 'blue' | 'yellow' | 'orange' | 'red'
export type AlertState = 'pending' | 'firing' | 'resolved'

export interface Alert {
  id: string
  rule: string
  name: string
  nameEn: string
  severity: Severity
  worst: Severity
  state: AlertState
  labels: { unit: string; metric: string; category: string }
  sequence: number
  startsAt: string
  endsAt: string | null
  flapping: boolean
  disposition: 'open' | 'cleared' | 'falseAlarm'
  acknowledgedBy: string | null
  acknowledgedAt: string | null
  summary: string
  summaryEn: string
  history?: AlertStep[]
  deliveries?: Delivery[]
}

export interface AlertStep {
  kind: string
  at: string
  toSeverity?: Severity
  severity?: Severity
  actor: string | null
  comment: string | null
}

export interface Delivery {
  id: string
  receiver: string
  kind: string
  reason: string
  state: string
  createdAt: string
  doneAt: string | null
  maybeDuplicate: boolean
  attempts: { at: string; outcome: string; detail: string }[]
}

export type Act = 'acknowledge' | 'feedback' | 'clear' | 'false-alarm'

export interface AlertCurve {
  version: number
  statistic: string
  reason: 'rule_gone' | 'age' | null
  startsAt: string
  endsAt: string | null
  below: boolean
  levels: { severity: Severity; threshold: number; clear: number }[]
  points: { at: string; value: number | null; current: number | null; base: number | null }[]
}

export const responseStages = ['acknowledge', 'feedback', 'clear'] as const
export type ResponseBy = 'unit' | 'severity' | 'receiver'

export interface ResponseStage {
  count: number
  waiting: number
  buckets: number[]
  /** Seconds. */
  median: number | null
  p90: number | null
}

export interface ResponseGroup extends Record<(typeof responseStages)[number], ResponseStage> {
  key: string
  alerts: number
}

export interface ResponseTimes {
  bounds: number[]
  total: ResponseGroup
  items: ResponseGroup[]
}

const root = '/api/v1/alerts'

/** Most alerts that a page lists; the API has the rest. */
export const listLimit = 200

export async function listAlerts(state: AlertState | ''): Promise<Alert[]> {
  const answer = await getJson<{ items: Alert[] }>(`${root}?limit=${listLimit}${state ? `&state=${state}` : ''}`)
  return answer.items
}

export function alert(id: string): Promise<Alert> {
  return getJson(`${root}/${encodeURIComponent(id)}`)
}

export function alertCurve(id: string): Promise<AlertCurve> {
  return getJson(`${root}/${encodeURIComponent(id)}/curve`)
}

export function responseTimes(by: ResponseBy): Promise<ResponseTimes> {
  return getJson(`${root}/response-times?by=${by}`)
}

export async function act(id: string, what: Act, comment: string, force = false): Promise<void> {
  await send(`${root}/${encodeURIComponent(id)}/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ comment: comment === '' ? null : comment, force })
  })
}
