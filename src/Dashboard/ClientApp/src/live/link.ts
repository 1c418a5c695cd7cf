import { backoffDelay } from './backoff'
import type { Heartbeat, LiveAlert, Snapshot, SourceStatus, Update } from './contract'
import type { Scheduler } from './scheduler'
import { NotAdmittedError, type LiveConnection, type OpenTransport, type ScreenReport, type Subscription } from './transport'
import { Watchdog } from './watchdog'

/** `connecting`: nothing was ever shown. `live`: heard from within the limit. `lost`: what is shown is of an earlier time. */
export type LinkState = 'connecting' | 'live' | 'lost'

export interface LinkListener {
  state(state: LinkState): void
  snapshot(message: Snapshot): void
  update(message: Update): void
  heartbeat(message: Heartbeat): void
  sourceChanged(message: SourceStatus): void
  alertChanged(message: LiveAlert): void
  /** Refused with 401 or 403; the link still goes on trying. */
  notAdmitted(): void
}

export interface LinkLimits {
  /** Two missed heartbeats would be 10 s; the band must be up by then, so one and a half. */
  silenceMs: number
  /** An attempt that hangs counts as failed. */
  attemptMs: number
}

export const wallLimits: LinkLimits = { silenceMs: 8_000, attemptMs: 10_000 }

/**
 * Keeps one subscription alive for ever. Every attempt is a fresh connection that subscribes with the last version known,
 * so the server answers with the difference or a snapshot. Messages of an abandoned connection are ignored.
 */
export class LiveLink {
  private state: LinkState = 'connecting'
  private version: number | null = null
  private attempt = 0
  private generation = 0
  private subscribed = false
  private connection: LiveConnection | null = null
  private cancelTimer: (() => void) | null = null
  private readonly watchdog: Watchdog

  constructor(
    private readonly view: string,
    private readonly openTransport: OpenTransport,
    private readonly listener: LinkListener,
    private readonly scheduler: Scheduler,
    private readonly limits: LinkLimits = wallLimits
  ) {
    this.watchdog = new Watchdog(scheduler, limits.silenceMs, () => this.fail(this.generation))
  }

  start(): void {
    void this.connect()
  }

  stop(): void {
    this.generation++
    this.watchdog.stop()
    this.cancelTimer?.()
    this.cancelTimer = null
    this.abandon()
  }

  /** Tells the server of this page, if the line stands. */
  report(report: ScreenReport): void {
    if (this.subscribed) void this.connection?.report(report)
  }

  private async connect(): Promise<void> {
    const generation = ++this.generation
    const current = <T>(handle: (message: T) => void) => (message: T) => {
      if (generation === this.generation) handle(message)
    }
    const connection = this.openTransport({
      snapshot: current(message => {
        this.version = message.version
        this.listener.snapshot(message)
        this.alive()
      }),
      update: current(message => {
        this.version = message.version
        this.listener.update(message)
        this.alive()
      }),
      // A heartbeat's version is the server's, not ours. It proves the line, but before the subscription stands not the feed.
      heartbeat: current(message => {
        this.listener.heartbeat(message)
        if (this.subscribed && this.version !== null) this.alive()
      }),
      sourceChanged: current(message => this.listener.sourceChanged(message)),
      alertChanged: current(message => this.listener.alertChanged(message)),
      closed: () => this.fail(generation)
    })
    this.connection = connection
    this.subscribed = false
    this.cancelTimer = this.scheduler.after(this.limits.attemptMs, () => this.fail(generation))
    try {
      await connection.open()
      if (generation !== this.generation) return
      await connection.subscribe(this.subscription())
      if (generation === this.generation) this.subscribed = true
    } catch (error) {
      if (generation === this.generation && error instanceof NotAdmittedError) this.listener.notAdmitted()
      this.fail(generation)
    }
  }

  private subscription(): Subscription {
    return this.version === null ? { view: this.view } : { view: this.view, version: this.version }
  }

  /** Only a message proves the link: a subscription that was accepted but never fed counts as a failed attempt. */
  private alive(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    this.attempt = 0
    this.watchdog.heard()
    this.setState('live')
  }

  private fail(generation: number): void {
    if (generation !== this.generation) return
    this.generation++
    this.watchdog.stop()
    this.cancelTimer?.()
    this.abandon()
    if (this.state === 'live') this.setState('lost')
    const delay = backoffDelay(this.attempt++, this.scheduler.random)
    this.cancelTimer = this.scheduler.after(delay, () => void this.connect())
  }

  private abandon(): void {
    void this.connection?.close()
    this.connection = null
  }

  private setState(state: LinkState): void {
    if (state === this.state) return
    this.state = state
    this.listener.state(state)
  }
}
