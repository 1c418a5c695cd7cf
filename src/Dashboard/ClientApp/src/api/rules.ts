import { ApiError, getJson, send } from './http'
import type { RuleDocument } from '../rules/rule-document'
import type { Severity } from './alerts'

export interface RuleMistake {
  field: string
  line: number
  column: number
  message: string
}

export interface RuleStatus {
  origin: 'file' | 'page'
  readOnly: boolean
  version: number | null
  author: string | null
  updatedAt: string | null
  note: string | null
  firing: number
  pending: number
}

/** A rule in force, defaults written out. */
export interface RuleEntry {
  id: string
  name: string
  nameEn: string
  metric: string
  unit: string
  category: string
  period: string
  statistic: string
  compare: string | null
  file: string | null
  instances: number
  status?: RuleStatus
}

export interface RuleVersion {
  rule: string
  version: number
  at: string
  author: string
  note: string
  deleted: boolean
  document: RuleDocument | null
}

export interface ShelvedRule {
  id: string
  state: 'overruled' | 'unusable' | 'deleted'
  mistakes: RuleMistake[]
  newest: RuleVersion
}

export interface RuleList {
  items: RuleEntry[]
  shelved: ShelvedRule[]
  mistakes: string[]
}

export interface RuleAnswer {
  id: string
  state: 'inForce' | 'unusable'
  rule: RuleEntry | null
  document: RuleDocument
  status: RuleStatus
  mistakes: RuleMistake[]
  overruled: RuleVersion | null
}

export interface PreviewItem {
  unit: string
  unitName: string
  unitNameEn: string
  category: string
  level: Severity | null
  hasData: boolean
  reason: string
  value: number | null
  threshold: number | null
  current: number | null
  base: number | null
  rate: number | null
  summary: string
  summaryEn: string
}

export interface RulePreview {
  mistakes: RuleMistake[]
  at: string | null
  document: RuleDocument | null
  instances: number
  withoutData: number
  atLevel: Partial<Record<Severity, number>>
  items: PreviewItem[]
}

export interface Episode {
  unit: string
  category: string
  startsAt: string
  endsAt: string | null
  severity: Severity
  worst: Severity
  value: number | null
  current: number | null
  base: number | null
  summary: string
  summaryEn: string
}

export interface Backtest {
  rule: RuleEntry
  from: string
  to: string
  evaluations: number
  fired: number
  firedUnderTen: number
  episodes: Episode[]
}

export interface Span {
  from: string
  to: string
  step: string
}

const root = '/api/v1/rules'
const json = { 'Content-Type': 'application/json' }
const address = (id: string) => `${root}/${encodeURIComponent(id)}`

export const listRules = (): Promise<RuleList> => getJson(root)
export const readRule = (id: string): Promise<RuleAnswer> => getJson(address(id))

export async function readVersions(id: string): Promise<RuleVersion[]> {
  return (await getJson<{ items: RuleVersion[] }>(`${address(id)}/versions`)).items
}

/** Makes a rule, or changes the version that was seen. */
export async function saveRule(document: RuleDocument, note: string, seen: number | null): Promise<RuleAnswer> {
  const response = await send(seen === null ? root : address(document.id), {
    method: seen === null ? 'POST' : 'PUT',
    headers: json,
    body: JSON.stringify({ rule: document, note, ...(seen === null ? {} : { version: seen }) })
  })
  return (await response.json()) as RuleAnswer
}

export async function deleteRule(id: string, seen: number, note: string): Promise<void> {
  await send(`${address(id)}?version=${seen}&note=${encodeURIComponent(note)}`, { method: 'DELETE' })
}

export async function previewRule(question: { rule: RuleDocument } | { yaml: string }, signal: AbortSignal): Promise<RulePreview> {
  const response = await send(`${root}/preview`, { method: 'POST', headers: json, body: JSON.stringify(question), signal })
  return (await response.json()) as RulePreview
}

/** Runs a back-test, telling its progress line by line; aborting ends the work on the server, too. */
export async function backtest(rule: RuleDocument | string, span: Span, tell: (share: number) => void, signal: AbortSignal): Promise<Backtest> {
  const response = await send(`${root}/backtest`, {
    method: 'POST',
    headers: { ...json, Accept: 'application/x-ndjson' },
    body: JSON.stringify({ rule, ...span }),
    signal
  })
  let found: Backtest | null = null
  await forEachLine(response, line => {
    const message = JSON.parse(line) as { progress?: number; answer?: Backtest; problem?: { code: string; detail: string } }
    if (message.problem) throw new ApiError(400, message.problem.code, message.problem.detail)
    if (message.progress !== undefined) tell(message.progress)
    if (message.answer) found = message.answer
  })
  if (!found) throw new ApiError(0, 'cut_off', '')
  return found
}

export async function forEachLine(response: Response, take: (line: string) => void): Promise<void> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    lines.filter(line => line !== '').forEach(take)
  }
  if (rest !== '') take(rest)
}

export interface Curve {
  times: string[]
  values: (number | null)[]
}

/** The figure by the day, to draw episodes on. */
export async function dailyCurve(metric: string, unit: string, category: string, from: string, to: string): Promise<Curve> {
  const query = new URLSearchParams({ metric, unit, from, to, grain: 'day', ...(category ? { category } : {}) })
  const answer = await getJson<{ times: string[]; series: { values: (number | null)[] }[] }>(`/api/v1/series?${query}`)
  return { times: answer.times, values: answer.series[0]?.values ?? [] }
}
