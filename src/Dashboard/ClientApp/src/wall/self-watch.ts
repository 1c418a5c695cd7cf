import { wallTime } from '../format/time'
import type { Scheduler } from '../live/scheduler'

/** What a page tells of its own drawing. */
export interface FrameSample {
  frames: number
  /** Time from frame to frame that 95 of 100 keep to; null = nothing was drawn. */
  p95Ms: number | null
}

/** How long the frames are watched. Not without end: a page that asks for every frame never lets its computer rest. */
const sampleMs = 2_000

/** Counts the frames that the browser draws in two seconds. A browser that draws nothing still has its timers. */
export function sampleFrames(scheduler: Scheduler, requestFrame: (callback: () => void) => number, cancelFrame: (handle: number) => void): Promise<FrameSample> {
  return new Promise(done => {
    const gaps: number[] = []
    let last: number | null = null
    let handle = requestFrame(function frame() {
      const now = scheduler.now()
      if (last !== null) gaps.push(now - last)
      last = now
      handle = requestFrame(frame)
    })
    scheduler.after(sampleMs, () => {
      cancelFrame(handle)
      done({ frames: last === null ? 0 : gaps.length + 1, p95Ms: percentile95(gaps) })
    })
  })
}

function percentile95(values: number[]): number | null {
  if (values.length === 0) return null
  values.sort((one, other) => one - other)
  return Math.round(values[Math.ceil(values.length * 0.95) - 1]! * 10) / 10 // never empty here
}

/** Two samples in a row without a frame: the picture stands, though the script runs. */
export class FrameWatch {
  private empty = 0

  /** True if the page should be loaded anew. */
  judge(sample: FrameSample, visible: boolean): boolean {
    this.empty = visible && sample.frames === 0 ? this.empty + 1 : 0
    return this.empty >= 2
  }
}

/** A link that stays lost for so long, though the page itself can be had, is mended by a fresh page or not at all. */
export const lostTooLongMs = 5 * 60_000

/** At night nobody looks: then a page is loaded anew, whatever may have piled up in a browser over a day. */
const nightHour = 4
const leastAgeMs = 3 * 3_600_000

/**
 * Whether it is time for the nightly reload: in the five minutes that begin `staggerMinutes` (0 to 59, each screen its own)
 * after four o'clock by the office's clock, and not shortly after the page was loaded.
 */
export function isNightlyReloadDue(nowMs: number, timeZone: string, staggerMinutes: number, ageMs: number): boolean {
  if (ageMs < leastAgeMs) return false
  const time = wallTime(nowMs, timeZone)
  const minutes = Number(time.hour) * 60 + Number(time.minute) - nightHour * 60 - Math.floor(staggerMinutes)
  return minutes >= 0 && minutes < 5
}
