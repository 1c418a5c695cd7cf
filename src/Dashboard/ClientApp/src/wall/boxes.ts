import type { PanelLayout, WallLayout } from '../live/contract'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Measures of the frame around the grid, in fractions of the canvas height, so that every resolution looks alike. */
const frame = { header: 0.087, margin: 0.0185, gap: 0.0125 }

export function headerHeight(layout: Pick<WallLayout, 'height'>): number {
  return Math.round(layout.height * frame.header)
}

export function margin(layout: Pick<WallLayout, 'height'>): number {
  return Math.round(layout.height * frame.margin)
}

/** Where a panel lies on the canvas, in whole pixels, with an even gap between neighbours. */
export function panelBox(layout: Pick<WallLayout, 'width' | 'height' | 'columns' | 'rows'>, panel: Pick<PanelLayout, 'x' | 'y' | 'w' | 'h'>): Box {
  const edge = margin(layout)
  const gap = Math.round(layout.height * frame.gap)
  const top = headerHeight(layout)
  // The grid gets one gap more than the space, so that the last panel ends exactly at the margin.
  const column = (layout.width - 2 * edge + gap) / layout.columns
  const row = (layout.height - top - edge + gap) / layout.rows
  const left = Math.round(edge + panel.x * column)
  const upper = Math.round(top + panel.y * row)
  return {
    left,
    top: upper,
    width: Math.round(edge + (panel.x + panel.w) * column) - gap - left,
    height: Math.round(top + (panel.y + panel.h) * row) - gap - upper
  }
}
