import { wallTime } from '../format/time'

export interface Shift {
  /** When it began, `HH:mm`. */
  start: string
  /** Whether it began on the day before. */
  sinceYesterday: boolean
  /** Minutes since it began, by the office's clock. */
  minutes: number
}

const day = 24 * 60

/** The shift on duty; shifts last a day, from `start` to the same time of the next. */
export function shiftAt(nowMs: number, timeZone: string, start: string): Shift {
  const time = wallTime(nowMs, timeZone)
  const minutes = minutesOf(`${time.hour}:${time.minute}`) - minutesOf(start)
  return { start, sinceYesterday: minutes < 0, minutes: (minutes + day) % day }
}

/** Whether the office's clock is between two times of day; the span may go over midnight. */
export function isBetween(nowMs: number, timeZone: string, from: string, to: string): boolean {
  const time = wallTime(nowMs, timeZone)
  const now = minutesOf(`${time.hour}:${time.minute}`)
  const [first, last] = [minutesOf(from), minutesOf(to)]
  return first <= last ? now >= first && now < last : now >= first || now < last
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
