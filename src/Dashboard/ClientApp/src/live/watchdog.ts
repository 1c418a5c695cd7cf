import type { Scheduler } from './scheduler'

/**
 * Says once when nothing was heard for too long. A socket can look open for minutes after the server or the line died;
 * the heartbeat every 5 s is the only proof of life.
 */
export class Watchdog {
  private cancel: (() => void) | null = null
  private heardAt = 0

  constructor(
    private readonly scheduler: Scheduler,
    private readonly limitMs: number,
    private readonly onSilence: () => void
  ) {}

  /** Something arrived: the time starts anew. Cheap enough to be called for every message: it re-arms no timer. */
  heard(): void {
    this.heardAt = this.scheduler.now()
    if (!this.cancel) this.arm(this.limitMs)
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
  }

  private arm(delayMs: number): void {
    this.cancel = this.scheduler.after(delayMs, () => {
      this.cancel = null
      const remaining = this.heardAt + this.limitMs - this.scheduler.now()
      if (remaining > 0) this.arm(remaining)
      else this.onSilence()
    })
  }
}
