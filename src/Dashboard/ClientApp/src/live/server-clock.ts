/**
 * The server's time, told from its messages. The wall's computer may have any clock: ages and the clock on the wall
 * come from here.
 */
export class ServerClock {
  private offsetMs: number | null = null

  constructor(
    private readonly monotonicNow: () => number,
    private readonly deviceNow: () => number,
    /** Network jitter below this does not move the clock, so that the seconds keep an even beat. */
    private readonly toleranceMs = 400
  ) {}

  hear(at: string): void {
    const instant = Date.parse(at)
    if (Number.isNaN(instant)) return
    const offset = instant - this.monotonicNow()
    if (this.offsetMs === null || Math.abs(offset - this.offsetMs) > this.toleranceMs) this.offsetMs = offset
  }

  /** Milliseconds since 1970; the device's own clock until the server was heard once. */
  now(): number {
    return this.offsetMs === null ? this.deviceNow() : this.monotonicNow() + this.offsetMs
  }
}
