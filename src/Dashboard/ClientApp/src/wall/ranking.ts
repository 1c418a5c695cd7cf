import type { Figure, PanelRow } from '../live/contract'

export interface RankedRow {
  row: PanelRow
  figure: Figure | undefined
  /** Ties share a rank and the next one is left out: 1, 2, 2, 4. Null for a figure that is not known. */
  rank: number | null
}

/**
 * Rows by value, largest first; equal ones in the catalogue's order, unknown ones last. What stands at the parent itself
 * (`…/~`) appears only where there is any.
 */
export function rankRows(rows: readonly PanelRow[], figureOf: (row: PanelRow) => Figure | undefined): RankedRow[] {
  const known: { row: PanelRow; figure: Figure; value: number }[] = []
  const unknown: RankedRow[] = []
  for (const row of rows) {
    const figure = figureOf(row)
    const value = figure?.value ?? null
    if (row.key.endsWith('/~') && !value) continue
    if (figure && value !== null) known.push({ row, figure, value })
    else unknown.push({ row, figure, rank: null })
  }
  known.sort((one, other) => other.value - one.value)
  const ranked = known.map(({ row, figure, value }) => ({ row, figure, rank: 1 + known.filter(other => other.value > value).length }))
  return [...ranked, ...unknown]
}

/** The length of a bar as a share of the largest; a value below zero has none. */
export function barShare(value: number | null | undefined, largest: number): number {
  return !value || value <= 0 || largest <= 0 ? 0 : Math.min(1, value / largest)
}
