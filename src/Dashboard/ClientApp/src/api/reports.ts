import { getJson, send } from './http'

export type ReportState = 'draft' | 'reviewed' | 'published' | 'withdrawn'

export interface Report {
  id: number
  edition: string
  period: string
  unit: string
  unitName: string
  unitNameEn: string
  profile: 'internal' | 'public'
  state: ReportState
  version: number | null
  schedule: string | null
  publishedAt: string | null
  changedAt: string
  formats: string[]
}

export interface ReportSection {
  section: string
  title: string
  titleEn: string
  text: string
  textEn: string
  revision: number
  author: string | null
  at: string | null
}

export interface ReportStep {
  kind: string
  at: string
  actor: string
  comment: string
}

export interface ReportDetail {
  report: Report
  sections: ReportSection[]
  steps: ReportStep[]
}

export interface ReportCell {
  text: string
  value?: number
}

export type ReportBlock =
  | { kind: 'heading'; id: string; level: number; text: string }
  | { kind: 'paragraph' | 'manual' | 'note'; text: string }
  | { kind: 'chart'; id: string; caption: string; heightShare: number }
  | { kind: 'contents'; title: string }
  | { kind: 'pageBreak' }
  | {
      kind: 'table'
      id: string
      caption: string
      columns: { id: string; title: string; kind: string }[]
      rows: { level: number; isTotal: boolean; cells: ReportCell[] }[]
      notes: string[]
    }

export interface ReportDocument {
  title: string
  subtitle: string
  period: string
  unit: string
  version: number
  asOf: string
  footer: string
  watermark: string
  blocks: ReportBlock[]
}

export interface ReportChange {
  table: string
  caption: string
  row: string
  column: string
  published: string | null
  now: string | null
}

export type ReportAct = 'review' | 'publish' | 'withdraw'

const root = '/api/v1/reports'

export function listReports(before: number | null): Promise<{ items: Report[]; next: number | null }> {
  return getJson(`${root}?limit=50${before === null ? '' : `&before=${before}`}`)
}

export function report(id: string): Promise<ReportDetail> {
  return getJson(`${root}/${encodeURIComponent(id)}`)
}

export function reportDocument(id: string, lang: string): Promise<ReportDocument> {
  return getJson(`${root}/${encodeURIComponent(id)}/file?format=json&lang=${lang}`)
}

export function reportChanges(id: string, lang: string): Promise<{ published: number; version: number; items: ReportChange[] }> {
  return getJson(`${root}/${encodeURIComponent(id)}/changes?lang=${lang}`)
}

export function fileAddress(id: number, format: string, lang: string): string {
  return `${root}/${id}/file?format=${format}&lang=${lang}`
}

export function chartAddress(id: number, chart: string, lang: string, stamp: string): string {
  return `${root}/${id}/charts/${encodeURIComponent(chart)}.svg?lang=${lang}#${encodeURIComponent(stamp)}`
}

async function post<T>(path: string, method: 'POST' | 'PUT', body: unknown): Promise<T> {
  const answer = await send(path, { method, headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(body) })
  return (await answer.json()) as T
}

export function draftReport(edition: string, period: string, unit: string, profile: string): Promise<Report> {
  return post(root, 'POST', { edition, period, unit: unit === '' ? null : unit, profile })
}

export function writeSection(id: number, section: string, text: string, textEn: string, revision: number): Promise<ReportSection> {
  return post(`${root}/${id}/paragraphs/${encodeURIComponent(section)}`, 'PUT', { text, textEn, revision })
}

export function actOnReport(id: number, what: ReportAct, comment: string, version: number | null): Promise<Report> {
  return post(`${root}/${id}/${what}`, 'POST', { comment, version })
}
