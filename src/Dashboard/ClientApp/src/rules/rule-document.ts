import type { Severity } from '../api/alerts'
import type { CatalogueMetric } from '../api/catalogue'

type Levels = Partial<Record<Severity, number | string>>

/** A rule under the names of rules/*.yaml. What cannot be a number stays a text: the server says what is wrong with it. */
export interface RuleDocument {
  id: string
  name: string
  nameEn?: string
  metric: string
  unit?: string
  depth?: number | string
  category?: string
  categoryDepth?: number | string
  source?: string
  period?: string
  statistic: string
  compare?: string
  above?: Levels
  below?: Levels
  clear?: Levels
  zeroBase?: string
  consecutive?: number | string
  every?: string
  minimumValue?: number | string
  minimumChange?: number | string
  significance?: number | string
  for?: string
  keepFiringFor?: string
  noData?: string
  noDataFor?: string
}

export const severities = ['blue', 'yellow', 'orange', 'red'] as const satisfies readonly Severity[]
export const periods = ['today', 'yesterday', 'wtd', 'mtd', 'qtd', 'ytd', 'last-7d', 'last-28d', 'last-12m'] as const
const detectors = ['farrington-flexible', 'ears-c1', 'ears-c2', 'ears-c3', 'cusum']
const earlier = ['year', 'year-weekday', 'year-lunar', 'previous']

/** What the fields of the form hold: texts, empty where nothing is said. */
export interface RuleForm {
  id: string
  name: string
  nameEn: string
  metric: string
  unit: string
  depth: string
  category: string
  categoryDepth: string
  source: string
  period: string
  statistic: string
  compare: string
  direction: 'above' | 'below'
  threshold: Record<Severity, string>
  clear: Record<Severity, string>
  zeroBase: string
  consecutive: string
  every: string
  minimumValue: string
  minimumChange: string
  significance: string
  for: string
  keepFiringFor: string
  noData: string
  noDataFor: string
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))
const levels = (of: Levels | undefined) => Object.fromEntries(severities.map(each => [each, text(of?.[each])])) as Record<Severity, string>

export function formOf(document: Partial<RuleDocument>): RuleForm {
  return {
    id: text(document.id),
    name: text(document.name),
    nameEn: text(document.nameEn),
    metric: text(document.metric),
    unit: text(document.unit),
    depth: text(document.depth),
    category: text(document.category),
    categoryDepth: text(document.categoryDepth),
    source: text(document.source),
    period: text(document.period),
    statistic: text(document.statistic) || 'value',
    compare: text(document.compare),
    direction: document.below ? 'below' : 'above',
    threshold: levels(document.below ?? document.above),
    clear: levels(document.clear),
    zeroBase: text(document.zeroBase),
    consecutive: text(document.consecutive),
    every: text(document.every),
    minimumValue: text(document.minimumValue),
    minimumChange: text(document.minimumChange),
    significance: text(document.significance),
    for: text(document.for),
    keepFiringFor: text(document.keepFiringFor),
    noData: text(document.noData),
    noDataFor: text(document.noDataFor)
  }
}

/** The document that a form says, in the order of the files; what is empty is left out. */
export function documentOf(form: RuleForm): RuleDocument {
  const thresholds = filled(form.threshold)
  const clear = filled(form.clear)
  const all = {
    id: form.id.trim(),
    name: form.name.trim(),
    nameEn: form.nameEn.trim(),
    metric: form.metric,
    unit: form.unit,
    depth: number(form.depth),
    category: form.category,
    categoryDepth: number(form.categoryDepth),
    source: form.source,
    period: form.period.trim(),
    statistic: form.statistic,
    compare: form.compare.trim(),
    [form.direction]: thresholds,
    clear: Object.keys(clear).length ? clear : '',
    zeroBase: form.zeroBase,
    consecutive: number(form.consecutive),
    every: form.every.trim(),
    minimumValue: number(form.minimumValue),
    minimumChange: number(form.minimumChange),
    significance: number(form.significance),
    for: form.for.trim(),
    keepFiringFor: form.keepFiringFor.trim(),
    noData: form.noData,
    noDataFor: form.noDataFor.trim()
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')) as unknown as RuleDocument
}

function filled(of: Record<Severity, string>): Levels {
  return Object.fromEntries(severities.filter(each => of[each].trim() !== '').map(each => [each, number(of[each])]))
}

function number(field: string): number | string {
  const trimmed = field.trim()
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed
}

/** The rule as it would stand in a file. */
export function yamlOf(document: RuleDocument): string {
  return Object.entries(document)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? `{ ${Object.entries(value as Levels).map(([level, figure]) => `${level}: ${scalar(figure)}`).join(', ')} }` : scalar(value)}\n`)
    .join('')
}

function scalar(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const words = String(value)
  // Anything that YAML could take for something else goes in quotes, in JSON's spelling, which YAML shares.
  return /^[\p{L}][\p{L}\p{N}_./()-]*( [\p{L}\p{N}_./()-]+)*$/u.test(words) && !/^(true|false|null|yes|no|on|off)$/i.test(words) ? words : JSON.stringify(words)
}

/** Statistics that make sense of a metric. */
export function statisticsOf(metric: CatalogueMetric | undefined, of: (id: string) => CatalogueMetric | undefined): string[] {
  const isRatio = metric?.kind === 'ratio'
  const isFlow = metric?.kind === 'flow' || metric?.kind === 'selection'
  const reconciled = Boolean(metric?.reconcile.length || (metric?.of && of(metric.of)?.reconcile.length))
  return [
    'value',
    'change',
    ...(isRatio ? ['points'] : ['rate', 'z']),
    ...(isFlow ? ['score', 'late', 'reclassified'] : []),
    ...(reconciled ? ['disagreement'] : []),
    'age'
  ]
}

/** Comparisons that a statistic of a metric can be made with; none where it does not compare. */
export function comparesOf(metric: CatalogueMetric | undefined, statistic: string): string[] {
  if (statistic === 'score') return detectors
  if (!['change', 'rate', 'points', 'z'].includes(statistic)) return []
  return metric?.kind === 'flow' || metric?.kind === 'selection' ? [...earlier, 'mean-15w', 'mean-15w:1.05', ...detectors] : earlier
}

/** Sources behind a metric. */
export function sourcesOf(metric: CatalogueMetric | undefined, of: (id: string) => CatalogueMetric | undefined): string[] {
  if (!metric) return []
  const parts = [metric.of, metric.numerator, metric.denominator].filter(id => id !== null).flatMap(id => sourcesOf(of(id), of))
  return [...new Set([...metric.sources, ...parts])]
}

export interface Difference {
  key: string
  before: string
  after: string
}

/** What differs between two versions, key by key. */
export function differences(before: RuleDocument | null, after: RuleDocument | null): Difference[] {
  const said = (document: RuleDocument | null) =>
    new Map(
      Object.entries(document ?? {}).flatMap(([key, value]) =>
        typeof value === 'object' ? Object.entries(value as Levels).map(([level, figure]) => [`${key}.${level}`, text(figure)] as const) : [[key, text(value)] as const]
      )
    )
  const [old, now] = [said(before), said(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .map(key => ({ key, before: old.get(key) ?? '', after: now.get(key) ?? '' }))
    .filter(each => each.before !== each.after)
}
