import type { LiveAlert } from '../live/contract'

const ranks = { red: 4, orange: 3, yellow: 2, blue: 1 } as const
const turnMs = 8_000

/** The gravest first, of these the latest. */
export function gravestFirst(alerts: Iterable<LiveAlert>): LiveAlert[] {
  return [...alerts].sort((one, other) => ranks[other.severity] - ranks[one.severity] || (one.startsAt < other.startsAt ? 1 : one.startsAt > other.startsAt ? -1 : 0))
}

/** Which handful is on show where not all have room: they take turns by the clock, the first one included. */
export function turnOf(count: number, atOnce: number, nowMs: number): number {
  const turns = Math.max(1, Math.ceil(count / Math.max(1, atOnce)))
  return Math.floor(nowMs / turnMs) % turns
}
