import type { Scheduler } from '../src/live/scheduler'

/** Time that stands still until a test moves it. */
export class FakeScheduler implements Scheduler {
  /** Middle of the range, so that jitter is known. */
  random = () => 0.5
  private time = 0
  private timers: { at: number; callback: () => void }[] = []

  now(): number {
    return this.time
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.time + delayMs, callback }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter(other => other !== timer)
    }
  }

  get waiting(): number {
    return this.timers.length
  }

  /** Moves time, calling what falls due in order, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms
    await settle()
    for (;;) {
      const due = this.timers.filter(timer => timer.at <= end).sort((one, other) => one.at - other.at)[0]
      if (!due) break
      this.timers = this.timers.filter(timer => timer !== due)
      this.time = Math.max(this.time, due.at)
      due.callback()
      await settle()
    }
    this.time = end
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}
