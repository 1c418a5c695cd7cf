import type { Night, PanelKind } from '../live/contract'

/** A panel as a layout file says it. */
export interface PanelSource {
  id: string
  kind: PanelKind
  x: number
  y: number
  w: number
  h: number
  title: string | null
  titleEn: string | null
  page: number | null
  metric: string | null
  metrics: string[]
  category: string
  by: string | null
  period: string | null
  compare: string[]
  grain: string | null
  span: string | null
  band: string | null
  map: string | null
  within: string | null
}

export interface LayoutSource {
  id: string
  title: string
  titleEn: string
  width: number
  height: number
  pixelPitchMm: number | null
  viewDistanceM: number | null
  unit: string | null
  columns: number
  rows: number
  seams: { columns: number; rows: number }
  pages: number
  rotateSeconds: number
  night: Night | null
  orbit: number
  riseFallCN: boolean
  shift: string
  panels: PanelSource[]
}

type Key = Exclude<keyof PanelSource, 'id' | 'kind' | 'x' | 'y' | 'w' | 'h' | 'title' | 'titleEn' | 'page'>

/** What each kind asks for (docs/formats/live.md); nothing else is shown in the form or written to the file. */
export const keysOf: Record<PanelKind, readonly Key[]> = {
  headline: ['metric', 'category', 'period', 'compare'],
  ranking: ['metric', 'category', 'by', 'period', 'compare'],
  shares: ['metric', 'category', 'by', 'period', 'compare'],
  trend: ['metric', 'category', 'grain', 'span', 'band'],
  heatmap: ['metric', 'category', 'span'],
  map: ['metric', 'category', 'period', 'compare', 'map'],
  vice: ['metric', 'category', 'period', 'compare'],
  cases: ['metrics', 'period', 'compare'],
  disputes: ['metrics', 'period', 'compare'],
  dispatch: ['metric', 'category', 'period', 'compare', 'within'],
  alerts: [],
  sources: [],
  clock: []
}

/** A layout in the spelling of the files. Texts are always quoted: no name of an office can mean something else in YAML. */
export function toYaml(layout: LayoutSource): string {
  const lines = [
    `id: ${text(layout.id)}`,
    `title: ${text(layout.title)}`,
    `titleEn: ${text(layout.titleEn)}`,
    `width: ${layout.width}`,
    `height: ${layout.height}`,
    ...(layout.pixelPitchMm === null ? [] : [`pixelPitchMm: ${layout.pixelPitchMm}`]),
    ...(layout.viewDistanceM === null ? [] : [`viewDistanceM: ${layout.viewDistanceM}`]),
    ...(layout.unit === null ? [] : [`unit: ${text(layout.unit)}`]),
    `columns: ${layout.columns}`,
    `rows: ${layout.rows}`,
    ...(layout.seams.columns * layout.seams.rows > 1 ? [`seams: { columns: ${layout.seams.columns}, rows: ${layout.seams.rows} }`] : []),
    ...(layout.pages > 1 ? [`pages: ${layout.pages}`, `rotate: PT${layout.rotateSeconds}S`] : []),
    ...(layout.night ? [`night: { from: ${text(layout.night.from)}, to: ${text(layout.night.to)}, brightness: ${layout.night.brightness} }`] : []),
    `orbit: ${layout.orbit}`,
    ...(layout.riseFallCN ? ['riseFallCN: true'] : []),
    `shift: ${text(layout.shift)}`,
    'panels:',
    ...layout.panels.map(panel => `  - { ${panelEntries(panel).join(', ')} }`)
  ]
  return lines.join('\n') + '\n'
}

function panelEntries(panel: PanelSource): string[] {
  const entries = [`id: ${text(panel.id)}`, `kind: ${panel.kind}`, `x: ${panel.x}`, `y: ${panel.y}`, `w: ${panel.w}`, `h: ${panel.h}`]
  if (panel.title) entries.push(`title: ${text(panel.title)}`)
  if (panel.titleEn) entries.push(`titleEn: ${text(panel.titleEn)}`)
  if (panel.page !== null) entries.push(`page: ${panel.page}`)
  for (const key of keysOf[panel.kind]) {
    const value = panel[key]
    if (key === 'band' && panel.grain !== 'day') continue
    if (Array.isArray(value)) {
      if (value.length > 0) entries.push(`${key}: [${value.map(text).join(', ')}]`)
    } else if (value) entries.push(`${key}: ${text(value)}`)
  }
  return entries
}

/** JSON's strings are YAML's double-quoted ones. */
function text(value: string): string {
  return JSON.stringify(value)
}

/** Sizes that a new panel tries, the usual one first. */
const sizes = [
  [6, 4],
  [6, 3],
  [4, 3],
  [3, 2]
] as const

/** A panel with what is usual for its kind, in the first free place, smaller where there is none; else at the very top, where it pushes others. */
export function newPanel(layout: LayoutSource, kind: PanelKind, page: number, metric: string): PanelSource {
  const taken = layout.panels.filter(panel => layout.pages === 1 || panel.page === null || panel.page === page)
  const tries = sizes.map(([w, h]) => {
    const size = { w: Math.min(w, layout.columns / layout.seams.columns), h: Math.min(h, layout.rows / layout.seams.rows) }
    return { size, spot: freeSpot(layout, taken, size.w, size.h) }
  })
  const { size, spot } = tries.find(one => one.spot !== null) ?? tries[0]! // there are sizes
  let number = 1
  while (layout.panels.some(panel => panel.id === `${kind}${number}`)) number++
  return {
    id: `${kind}${number}`,
    kind,
    ...(spot ?? { x: 0, y: 0 }),
    ...size,
    title: null,
    titleEn: null,
    page: layout.pages > 1 ? page : null,
    metric: keysOf[kind].includes('metric') ? metric : null,
    metrics: keysOf[kind].includes('metrics') ? [metric] : [],
    category: '',
    by: keysOf[kind].includes('by') ? 'unit' : null,
    period: keysOf[kind].includes('period') ? 'mtd' : null,
    compare: keysOf[kind].includes('compare') ? ['year'] : [],
    grain: keysOf[kind].includes('grain') ? 'hour' : null,
    span: kind === 'trend' ? 'today' : kind === 'heatmap' ? 'last-28d' : null,
    band: null,
    map: null,
    within: null
  }
}

function freeSpot(layout: LayoutSource, taken: readonly PanelSource[], w: number, h: number): { x: number; y: number } | null {
  const tile = { columns: layout.columns / layout.seams.columns, rows: layout.rows / layout.seams.rows }
  for (let y = 0; y + h <= layout.rows; y++)
    for (let x = 0; x + w <= layout.columns; x++) {
      const inOneTile = Math.floor(x / tile.columns) === Math.floor((x + w - 1) / tile.columns) && Math.floor(y / tile.rows) === Math.floor((y + h - 1) / tile.rows)
      if (inOneTile && taken.every(other => x >= other.x + other.w || other.x >= x + w || y >= other.y + other.h || other.y >= y + h)) return { x, y }
    }
  return null
}
