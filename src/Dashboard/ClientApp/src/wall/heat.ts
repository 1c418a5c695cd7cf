/** Number of tones of the heat map, beside the one for unknown. */
export const heatLevels = 6

/** The count that gets the brightest tone: one wild hour must not turn all others dark, so the top twentieth shares it. */
export function heatCeiling(values: readonly (number | null)[]): number {
  const known = values.filter(value => value !== null && value > 0).sort((one, other) => one! - other!) // nulls are filtered out
  return known[Math.floor((known.length - 1) * 0.95)] ?? 0
}

/** The tone of a cell, from 0 (none) to `heatLevels − 1`, or null for unknown. */
export function heatLevel(value: number | null | undefined, ceiling: number): number | null {
  if (value === null || value === undefined) return null
  if (value <= 0 || ceiling <= 0) return 0
  return Math.min(heatLevels - 1, Math.ceil((value / ceiling) * (heatLevels - 1)))
}

/** Weekdays (0 is Sunday) in the order of the rows, for an ISO first weekday (1 is Monday, 7 is Sunday). */
export function weekdayOrder(weekStart: number): number[] {
  return Array.from({ length: 7 }, (_, row) => (weekStart + row) % 7)
}
