/** Shifts change at 08:00 (DOMAIN: 值班 08:00–08:00). */
const change = '08:00'

/** When the running shift began, by the office's own clock: `2026-11-24T08:00:00+08:00` for any instant of the day after it. */
export function shiftStart(at: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/.exec(at)
  if (!parts) throw new Error(`"${at}" is no instant of the API.`)
  const [, date, clock, offset] = parts as unknown as [string, string, string, string]
  return `${clock >= change ? date : dayBefore(date)}T${change}:00${offset}`
}

function dayBefore(date: string): string {
  const day = new Date(`${date}T12:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

/** The end of the hour that an instant lies in: what a curve by hours must be asked up to. */
export function hourEnd(at: string): string {
  const offset = /(Z|[+-]\d{2}:\d{2})$/.exec(at)?.[1] ?? 'Z'
  const shiftMs = offset === 'Z' ? 0 : (offset[0] === '-' ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * 60_000
  const hour = 3_600_000
  const local = (Math.floor((Date.parse(at) + shiftMs) / hour) + 1) * hour
  return new Date(local).toISOString().slice(0, 19) + offset
}

/** What came in known hours; null where not one of them is known: a silence is not a zero. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}
