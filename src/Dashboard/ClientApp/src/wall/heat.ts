/** Number of tones of the heat map, beside the one for unknown. */
export const heatLevels = 6

/**
 * The tone of a cell, from 0 (none) to `heatLevels − 1`, or null for unknown. Steps are even in the root of the count:
 * one wild hour must not turn all others dark.
 */
export function heatLevel(value: number | null | undefined, largest: number): number | null {
  if (value === null || value === undefined) return null
  if (value <= 0 || largest <= 0) return 0
  return Math.min(heatLevels - 1, 1 + Math.floor(Math.sqrt(value / largest) * (heatLevels - 1) * 0.9999))
}

/** Weekdays (0 is Sunday) in the order of the rows, for an ISO first weekday (1 is Monday, 7 is Sunday). */
export function weekdayOrder(weekStart: number): number[] {
  return Array.from({ length: 7 }, (_, row) => (weekStart + row) % 7)
}
