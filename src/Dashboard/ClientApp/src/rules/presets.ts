import type { CatalogueMetric } from '../api/catalogue'
import type { RuleDocument } from './rule-document'

/** A rule to begin with. Its names are messages (rules.preset), its metric the first of the wished ones that the catalogue has. */
export interface Preset {
  id: string
  metrics: readonly string[]
  fits: (metric: CatalogueMetric) => boolean
  rule: Omit<RuleDocument, 'id' | 'name' | 'metric'>
}

const counts = (metric: CatalogueMetric) => metric.kind === 'flow' || metric.kind === 'selection'
const fourLevels = { blue: 0.1, yellow: 0.2, orange: 0.3, red: 0.5 }

export const presets: readonly Preset[] = [
  { id: 'shanghai', metrics: ['incident'], fits: counts, rule: { depth: 1, period: 'last-7d', statistic: 'rate', compare: 'mean-15w', above: fourLevels, every: 'PT5M', minimumChange: 5 } },
  { id: 'shenyang', metrics: ['incident'], fits: counts, rule: { depth: 1, period: 'last-7d', statistic: 'rate', compare: 'mean-15w:1.05', above: { red: 0.2 }, consecutive: 3, every: 'PT5M', minimumChange: 5 } },
  {
    id: 'vice',
    metrics: ['incident.vice_lead', 'incident'],
    fits: counts,
    rule: { depth: 1, period: 'mtd', statistic: 'rate', compare: 'year', above: fourLevels, clear: { blue: 0.05, yellow: 0.15, orange: 0.25, red: 0.4 }, minimumValue: 10, minimumChange: 5, for: 'PT10M', keepFiringFor: 'PT30M' }
  },
  {
    id: 'adminCase',
    metrics: ['case.admin.handled'],
    fits: counts,
    rule: { period: 'ytd', statistic: 'rate', compare: 'year', below: { blue: -0.1, yellow: -0.2, orange: -0.3 }, clear: { blue: -0.08, yellow: -0.18, orange: -0.28 }, every: 'PT10M', minimumChange: 20, significance: 0.05, for: 'PT1H' }
  },
  { id: 'silent', metrics: ['incident'], fits: metric => metric.sources.length > 0, rule: { statistic: 'age', above: { yellow: 15, orange: 60, red: 180 } } },
  { id: 'disagreement', metrics: [], fits: metric => metric.reconcile.length > 0, rule: { period: 'yesterday', statistic: 'disagreement', above: { yellow: 0 }, every: 'PT10M', for: 'PT2H' } },
  { id: 'reclassified', metrics: ['incident'], fits: counts, rule: { depth: 1, period: 'mtd', statistic: 'reclassified', above: { blue: 0.1, yellow: 0.2 }, every: 'PT1H', minimumValue: 20, for: 'PT1H' } }
]

/** The rule that a preset gives under a catalogue; null where no metric fits. */
export function presetRule(preset: Preset, metrics: readonly CatalogueMetric[], name: string, nameEn: string): RuleDocument | null {
  const wished = preset.metrics.map(id => metrics.find(metric => metric.id === id)).find(metric => metric && preset.fits(metric))
  const metric = wished ?? metrics.find(preset.fits)
  if (!metric) return null
  return { id: preset.id.toLowerCase(), name, nameEn, metric: metric.id, ...(preset.id === 'silent' ? { source: metric.sources[0]! } : {}), ...preset.rule } // it has sources: fits says so
}
