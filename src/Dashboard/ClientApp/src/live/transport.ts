import type { Heartbeat, LiveAlert, Snapshot, SourceStatus, Update } from './contract'

/** What a connection delivers. */
export interface LiveMessages {
  snapshot(message: Snapshot): void
  update(message: Update): void
  heartbeat(message: Heartbeat): void
  sourceChanged(message: SourceStatus): void
  alertChanged(message: LiveAlert): void
  closed(): void
}

export interface Subscription {
  view: string
  version?: number
}

/** What a page tells of itself; only screens are listened to. */
export interface ScreenReport {
  page: string
  view: string
  visible: boolean
  frames: number
  frameP95Ms: number | null
  heapMb: number | null
  nodes: number
  serverVersion: string | null
  version: number | null
  silentSeconds: number
  width: number
  height: number
  reloads: number
}

/** One connection, from opening to closing; a new attempt is a new connection. */
export interface LiveConnection {
  open(): Promise<void>
  subscribe(subscription: Subscription): Promise<void>
  /** Never throws: a report that does not arrive is missed by the server, which is the point of it. */
  report(report: ScreenReport): Promise<void>
  /** Never throws; after it no message arrives any more. */
  close(): Promise<void>
}

/** The server answered that this screen may not listen (401, 403): asking again alone will not help. */
export class NotAdmittedError extends Error {}

export type OpenTransport = (messages: LiveMessages) => LiveConnection
