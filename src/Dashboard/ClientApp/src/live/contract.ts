/** The shapes of the public contract (docs/formats/live.md): exactly what the server sends, nothing derived. */

export type Polarity = 'up' | 'down' | 'neutral'
export type MetricKind = 'flow' | 'stock' | 'ratio' | 'selection'
export type PanelKind =
  | 'headline'
  | 'trend'
  | 'ranking'
  | 'shares'
  | 'heatmap'
  | 'sources'
  | 'clock'
  | 'map'
  | 'vice'
  | 'cases'
  | 'disputes'
  | 'dispatch'
  | 'alerts'
export type SourceState = 'live' | 'late' | 'silent' | 'failed' | 'never'
export type QualityState = 'complete' | 'provisional' | 'partial' | 'unknown'

export interface Named {
  name: string
  nameEn: string
}

export interface MetricInfo extends Named {
  id: string
  kind: MetricKind
  unit: string
  polarity: Polarity
  definition?: string | null
  /** Sources that feed the metric in the end; absent on servers that do not say. */
  sources?: string[]
}

export interface PanelRow extends Named {
  key: string
}

export interface PanelLayout {
  id: string
  kind: PanelKind
  x: number
  y: number
  w: number
  h: number
  title?: string | null
  titleEn?: string | null
  metric?: MetricInfo | null
  category?: string | null
  categoryName?: string | null
  by?: 'unit' | 'category' | 'source' | 'metric' | null
  period?: string | null
  compare?: string[] | null
  grain?: string | null
  span?: string | null
  rows?: PanelRow[] | null
  /** The page it stands on, from 1; null = on every page. */
  page?: number | null
  /** The metrics of a panel that shows several. */
  metrics?: MetricInfo[] | null
  map?: string | null
  within?: string | null
  band?: string | null
}

/** When and how far a wall is dimmed, by the office's clock. */
export interface Night {
  from: string
  to: string
  brightness: number
}

export interface WallLayout {
  id: string
  title: string
  titleEn: string
  width: number
  height: number
  pixelPitchMm?: number | null
  viewDistanceM?: number | null
  columns: number
  rows: number
  unit: Named & { code: string }
  demo: boolean
  timeZone: string
  /** ISO weekday that heat maps begin with: 1 is Monday. */
  weekStart: number
  /** The mildest severity that sounds. */
  sound?: LiveAlert['severity'] | 'none'
  panels: PanelLayout[]
  seams?: { columns: number; rows: number } | null
  pages?: number | null
  rotateSeconds?: number | null
  night?: Night | null
  orbit?: number | null
  riseFallCN?: boolean | null
  shift?: string | null
  /** The unit and those below it, for panels that name them. */
  places?: (Named & { code: string })[] | null
}

export interface FigurePeriod {
  name: string | null
  from: string
  to: string
  days: number
  complete?: boolean | null
  fromAt?: string | null
  toAt?: string | null
}

export interface Comparison {
  period: FigurePeriod | null
  current: number | null
  value: number | null
  change: number | null
  rate: number | null
  /** With sign, minus as U+2212; the only percent text the wall ever shows. */
  percent: string | null
  points?: number | null
  text: string
  textEn: string
  comparable: boolean
  reason: string | null
  marks?: string[] | null
}

export interface Figure {
  metric: string
  unit: string
  category: string
  source: string | null
  key?: string | null
  period: FigurePeriod
  value: number | null
  comparisons: Record<string, Comparison>
  quality: { state: QualityState; missingSources: string[]; coarsest: string; lateEntries?: number | null; reclassified?: number | null; disagreement?: boolean }
}

export interface Curve {
  panel: string
  name: string
  times: string[]
  values: (number | null)[]
}

export interface SourceStatus extends Named {
  id: string
  state: SourceState
  lastSuccessAt: string | null
  lastRecordAt: string | null
  ageSeconds: number | null
  lateAfterSeconds?: number | null
}

export interface Snapshot {
  version: number
  at: string
  figures: Figure[]
  curves: Curve[]
  sources: SourceStatus[]
  alerts: LiveAlert[]
  demo: boolean
  serverVersion: string
}

/** An alert as the wall shows it; the API tells more. */
export interface LiveAlert {
  id: string
  name: string
  nameEn: string
  severity: 'blue' | 'yellow' | 'orange' | 'red'
  state: 'pending' | 'firing' | 'resolved'
  startsAt: string
  acknowledgedBy: string | null
  labels?: { unit?: string | null } | null
}

export interface Update {
  version: number
  at: string
  figures?: Figure[]
  curves?: Curve[]
}

export interface Heartbeat {
  at: string
  version: number
}
