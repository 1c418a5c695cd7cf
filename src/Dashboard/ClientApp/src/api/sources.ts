import type { Named, SourceState } from '../live/contract'
import { getJson } from './http'

export interface SourceRate {
  minutes: number
  received: number
  rejected: number
  receivedPerMinute: number
}

/** How one source is doing, as `GET /api/v1/sources` tells. */
export interface SourceEntry extends Named {
  id: string
  state: SourceState
  lastRecordAt: string | null
  lastSuccessAt: string | null
  lagSeconds: number | null
  cadence: string
  accepted: number
  rejected: number
  rejectedByCode: Record<string, number>
  fault: { message?: string; code?: string } | null
  rates: SourceRate[]
  clock: { events: number; medianLagSeconds: number | null; future: number | null; mostAheadSeconds: number | null }
  corrections: { counted: number; late: number; reclassified: number; lateShare: number | null; reclassifiedShare: number | null } | null
}

export interface Quarantine {
  version: number
  items: { day: string; source: string; code: string; field: string; count: number; lastAt: string }[]
  held: number
  unmapped: { source: string; field: string; metric: string; code: string; records: number; first: string; last: string }[]
}

export const readSources = () => getJson<{ version: number; at: string; items: SourceEntry[] }>('/api/v1/sources')
export const readQuarantine = () => getJson<Quarantine>('/api/v1/quarantine?limit=100')
