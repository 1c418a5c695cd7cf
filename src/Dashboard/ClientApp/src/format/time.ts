/** Dates and times in the office's zone, whatever zone the browser is in. */
export interface WallTime {
  year: number
  month: number
  day: number
  /** 0 is Sunday. */
  weekday: number
  hour: string
  minute: string
  second: string
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const formatters = new Map<string, Intl.DateTimeFormat>()

export function wallTime(instantMs: number, timeZone: string): WallTime {
  const parts: Record<string, string> = {}
  for (const part of formatterOf(timeZone).formatToParts(instantMs)) parts[part.type] = part.value
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    weekday: weekdays.indexOf(parts.weekday ?? ''),
    hour: parts.hour ?? '',
    minute: parts.minute ?? '',
    second: parts.second ?? ''
  }
}

export function clockText(instantMs: number, timeZone: string, withSeconds = true): string {
  const time = wallTime(instantMs, timeZone)
  return withSeconds ? `${time.hour}:${time.minute}:${time.second}` : `${time.hour}:${time.minute}`
}

/** `HH:MM` today, `MM-DD HH:MM` on other days of this year, else with the year: short where possible, never ambiguous. */
export function momentText(instantMs: number, nowMs: number, timeZone: string): string {
  const time = wallTime(instantMs, timeZone)
  const now = wallTime(nowMs, timeZone)
  const clock = `${time.hour}:${time.minute}`
  if (time.year !== now.year) return `${time.year}-${two(time.month)}-${two(time.day)}`
  return time.month === now.month && time.day === now.day ? clock : `${two(time.month)}-${two(time.day)} ${clock}`
}

/** The instant at which the office's clock shows `YYYY-MM-DDTHH:MM`; of an hour that a clock shows twice the earlier, null of one it never shows. */
export function instantOf(local: string, timeZone: string): Date | null {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return null
  // The zone's offset there is one of those a day before and a day after.
  for (const near of [wanted - 86_400_000, wanted + 86_400_000]) {
    const instant = wanted - (shownAt(near, timeZone) - near)
    if (shownAt(instant, timeZone) === wanted) return new Date(instant)
  }
  return null
}

/** `YYYY-MM-DDTHH:MM` as the office's clock shows an instant: what a date field takes. */
export function localText(instantMs: number, timeZone: string): string {
  return new Date(shownAt(instantMs, timeZone)).toISOString().slice(0, 16)
}

/** What the office's clock shows at an instant, to the minute, as if it were UTC. */
function shownAt(instantMs: number, timeZone: string): number {
  const time = wallTime(instantMs, timeZone)
  return Date.UTC(time.year, time.month - 1, time.day, Number(time.hour), Number(time.minute))
}

export type AgeUnit = 'second' | 'minute' | 'hour' | 'day'

/** An age in the largest unit that keeps it honest: seconds to two minutes, minutes to two hours, hours to two days. */
export function ageOf(seconds: number): { unit: AgeUnit; count: number } {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 120) return { unit: 'second', count: whole }
  if (whole < 7_200) return { unit: 'minute', count: Math.floor(whole / 60) }
  if (whole < 172_800) return { unit: 'hour', count: Math.floor(whole / 3_600) }
  return { unit: 'day', count: Math.floor(whole / 86_400) }
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23'
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

function two(value: number): string {
  return value.toString().padStart(2, '0')
}
