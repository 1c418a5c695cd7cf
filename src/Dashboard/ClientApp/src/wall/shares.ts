import { unknownMark } from '../format/number'
import type { PanelRow } from '../live/contract'

/** The share of those classes that come no later than `within`; null where the whole or one of them is not known. */
export function fastShare(classes: readonly { row: PanelRow; value: number | null }[], within: string, whole: number | null): number | null {
  const last = classes.findIndex(({ row }) => row.key === within)
  if (last < 0 || !whole || whole < 0) return null
  let sum = 0
  for (const { value } of classes.slice(0, last + 1)) {
    if (value === null) return null
    sum += value
  }
  return sum / whole
}

/** 62.5%; one decimal, since classes are coarse. */
export function shareText(share: number | null): string {
  return share === null ? unknownMark : `${(Math.round(share * 1_000) / 10).toFixed(1)}%`
}
