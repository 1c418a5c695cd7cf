import type { PanelLayout, WallLayout } from '../live/contract'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

type Canvas = Pick<WallLayout, 'width' | 'height'>
type Grid = Canvas & Pick<WallLayout, 'columns' | 'rows' | 'seams'>

/** Measures of the frame around the grid, in fractions of the shorter side, so that every resolution looks alike. */
const frame = { header: 0.087, margin: 0.0185, gap: 0.0125 }

function basis(layout: Canvas): number {
  return Math.min(layout.width, layout.height)
}

/** An upright screen is too narrow for one line: its header has two. */
export function isUpright(layout: Canvas): boolean {
  return layout.width < layout.height
}

export function headerHeight(layout: Canvas): number {
  return Math.round(basis(layout) * frame.header * (isUpright(layout) ? 2 : 1))
}

export function margin(layout: Canvas): number {
  return Math.round(basis(layout) * frame.margin)
}

/**
 * Where a panel lies on the canvas, in whole pixels, with an even gap between neighbours and beside every seam. The
 * server judges layouts by the same measures (WallGeometry.cs; a test holds the two together).
 */
export function panelBox(layout: Grid, panel: Pick<PanelLayout, 'x' | 'y' | 'w' | 'h'>): Box {
  const edge = margin(layout)
  const gap = Math.round(basis(layout) * frame.gap)
  const tiles = layout.seams ?? { columns: 1, rows: 1 }
  const [left, right] = span(layout.width, layout.columns, tiles.columns, edge, edge, gap, panel.x, panel.w)
  const [top, bottom] = span(layout.height, layout.rows, tiles.rows, headerHeight(layout), edge, gap, panel.y, panel.h)
  return { left, top, width: right - left, height: bottom - top }
}

type Axis = [length: number, cells: number, tiles: number, before: number, after: number, gap: number]

function span(...[length, cells, tiles, before, after, gap, first, count]: [...Axis, number, number]): [number, number] {
  const axis: Axis = [length, cells, tiles, before, after, gap]
  return [Math.round(cell(axis, first)[0]), Math.round(cell(axis, first + count - 1)[1]) - gap]
}

/** Where a cell begins, and where the gap behind it ends. */
function cell([length, cells, tiles, before, after, gap]: Axis, index: number): [number, number] {
  const perTile = Math.floor(cells / tiles)
  const tile = Math.floor(index / perTile)
  const half = Math.floor((gap + 1) / 2)
  const size = length / tiles
  const from = tile * size + (tile === 0 ? before : half)
  const to = (tile + 1) * size - (tile === tiles - 1 ? after : half)
  // The cells get one gap more than the space, so that the last one ends exactly at the margin.
  const pitch = (to - from + gap) / perTile
  const begin = from + (index % perTile) * pitch
  return [begin, begin + pitch]
}
