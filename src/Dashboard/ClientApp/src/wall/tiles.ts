/** How tiles of equal size fill a box: as square as may be, none narrower or flatter than readable; null if they do not all fit. */
export function tileGrid(count: number, width: number, height: number, leastWidth: number, leastHeight: number): { columns: number; rows: number } | null {
  let best: { columns: number; rows: number } | null = null
  let bestWaste = Infinity
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns)
    const [w, h] = [width / columns, height / rows]
    if (w < leastWidth || h < leastHeight) continue
    const waste = Math.abs(Math.log(w / h / 1.6)) + (columns * rows - count) * 0.1
    if (waste < bestWaste) [best, bestWaste] = [{ columns, rows }, waste]
  }
  return best
}

/** Number of tones of a map. */
export const mapLevels = 5

/** The tone of an area, or null for unknown. */
export function mapLevel(value: number | null | undefined, largest: number): number | null {
  if (value === null || value === undefined) return null
  if (value <= 0 || largest <= 0) return 0
  return Math.min(mapLevels - 1, Math.ceil((value / largest) * (mapLevels - 1)))
}

interface Label {
  x: number
  y: number
  width: number
  height: number
}

/** Those labels, in their order, that do not lie over an earlier one or over the edge of the drawing. */
export function withoutCollisions<T extends Label>(labels: readonly T[], width: number, height: number): T[] {
  const kept: T[] = []
  for (const label of labels) {
    const inside = label.x - label.width / 2 >= 0 && label.x + label.width / 2 <= width && label.y - label.height / 2 >= 0 && label.y + label.height / 2 <= height
    const free = kept.every(other => Math.abs(other.x - label.x) * 2 >= other.width + label.width || Math.abs(other.y - label.y) * 2 >= other.height + label.height)
    if (inside && free) kept.push(label)
  }
  return kept
}
