import type { LocationQuery } from 'vue-router'
import type { Split } from '../api/statistics'

/** What is looked up; all of it stands in the address, so that a link shows what its sender saw. */
export interface Exploration {
  metric: string
  unit: string
  category: string
  period: string
  compare: string
  by: Split | ''
}

export const comparisons = ['year', 'previous', 'year-weekday', 'year-lunar', 'mean-15w', 'none'] as const
export const splits = ['', 'unit', 'category', 'source'] as const

/** Reads an address; what it leaves out is chosen so that every address shows something. */
export function readExploration(query: LocationQuery, metric: string, unit: string): Exploration {
  const text = (name: string, otherwise: string) => (typeof query[name] === 'string' && query[name] !== '' ? (query[name] as string) : otherwise)
  const by = text('by', 'unit')
  return {
    metric: text('metric', metric),
    unit: text('unit', unit),
    category: text('category', ''),
    period: text('period', 'mtd'),
    compare: text('compare', 'year'),
    by: splits.find(split => split === by) ?? ''
  }
}

/** The address of an exploration. */
export function addressOf(asked: Exploration): Record<string, string> {
  const { category, by, ...rest } = asked
  return { ...rest, ...(category ? { category } : {}), by: by || 'none' }
}

/** One cell of a CSV file: quoted where it must be, and never read as a formula by a spreadsheet. */
export function csvCell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
