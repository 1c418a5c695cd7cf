import type { Alert } from './alerts'
import { getJson, send } from './http'

export interface Matcher {
  name: string
  value: string
  isRegex: boolean
  isEqual: boolean
}

export type SilenceState = 'active' | 'pending' | 'expired'

export interface Silence {
  id: string
  matchers: Matcher[]
  startsAt: string
  endsAt: string
  createdBy: string
  comment: string
  status: { state: SilenceState }
}

export interface SilencePreview {
  count: number
  alerts: Alert[]
}

const root = '/api/v1/silences'

/** Most silences that a page lists; the API has the rest. */
export const silenceLimit = 200

export function listSilences(state: SilenceState): Promise<Silence[]> {
  return getJson(`${root}?state=${state}&limit=${silenceLimit}`)
}

export async function previewSilence(matchers: readonly Matcher[]): Promise<SilencePreview> {
  return (await (await post(`${root}/preview`, { matchers })).json()) as SilencePreview
}

export async function createSilence(matchers: readonly Matcher[], startsAt: string, endsAt: string, comment: string): Promise<void> {
  await post(root, { matchers, startsAt, endsAt, comment })
}

export async function endSilence(id: string): Promise<void> {
  await send(`${root}/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

function post(path: string, body: object): Promise<Response> {
  return send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
}
