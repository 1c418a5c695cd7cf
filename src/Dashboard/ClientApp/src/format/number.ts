import type { MetricInfo } from '../live/contract'

/** What stands where nothing is known. */
export const unknownMark = '—'
const minus = '\u2212'

/** Offices print 993 and 9999, and group from five digits on: 12,345. */
export function formatCount(value: number): string {
  const digits = Math.abs(value) >= 10_000 ? Math.abs(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',') : Math.abs(value).toString()
  return value < 0 ? minus + digits : digits
}

/** A ratio comes as 0.9312 with four decimals and is printed as 93.12. Only the point moves; nothing is computed. */
export function formatRatio(value: number): string {
  const [whole, decimals] = Math.abs(value).toFixed(4).split('.') as [string, string]
  const shifted = `${Number(whole + decimals.slice(0, 2))}.${decimals.slice(2)}`
  return value < 0 ? minus + shifted : shifted
}

export function formatValue(value: number | null | undefined, metric?: MetricInfo | null): string {
  if (value === null || value === undefined) return unknownMark
  return metric?.kind === 'ratio' ? formatRatio(value) : formatCount(value)
}

/** The unit of measure beside a figure; a ratio's is the percent sign. */
export function unitOf(metric?: MetricInfo | null): string {
  return metric?.kind === 'ratio' ? '%' : (metric?.unit ?? '')
}
