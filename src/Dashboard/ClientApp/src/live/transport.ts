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

/** One connection, from opening to closing; a new attempt is a new connection. */
export interface LiveConnection {
  open(): Promise<void>
  subscribe(subscription: Subscription): Promise<void>
  /** Never throws; after it no message arrives any more. */
  close(): Promise<void>
}

/** The server answered that this screen may not listen (401, 403): asking again alone will not help. */
export class NotAdmittedError extends Error {}

export type OpenTransport = (messages: LiveMessages) => LiveConnection
