/** The only clock and timers that the live code knows, so that tests can own time. */
export interface Scheduler {
  /** Monotonic milliseconds: a wrong or corrected clock of the wall's computer changes nothing. */
  now(): number
  /** Calls back once after the delay; the answer cancels. */
  after(delayMs: number, callback: () => void): () => void
  random(): number
}

export const browserScheduler: Scheduler = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
  random: () => Math.random()
}
