import type { Figure, PanelLayout, PanelRow } from './contract'

/**
 * Where a figure belongs. In a split answer the divided field may hold the child or the parent, so it takes no part in
 * the key; the child's own key stands for it.
 */
export function figureKey(figure: Figure, splitBy?: string | null): string {
  const key = figure.key ?? null
  if (key === null) return join(figure.metric, figure.unit, figure.category, figure.source, '', figure.period.name)
  return splitBy === 'unit'
    ? join(figure.metric, '*', figure.category, figure.source, key, figure.period.name)
    : join(figure.metric, figure.unit, '*', figure.source, key, figure.period.name)
}

/** All keys under which a received figure may be asked for. */
export function figureKeys(figure: Figure): string[] {
  if ((figure.key ?? null) === null) return [figureKey(figure)]
  return [figureKey(figure, 'unit'), figureKey(figure, 'category')]
}

/** The key of a panel's figure, or of one of its rows. */
export function panelKey(panel: PanelLayout, unit: string, row?: PanelRow): string {
  const metric = panel.metric?.id ?? ''
  const category = panel.category ?? ''
  const period = panel.period ?? ''
  if (!row) return join(metric, unit, category, null, '', period)
  return panel.by === 'unit'
    ? join(metric, '*', category, null, row.key, period)
    : join(metric, unit, '*', null, row.key, period)
}

function join(metric: string, unit: string, category: string, source: string | null, key: string, period: string | null): string {
  return `${metric}|${unit}|${category}|${source ?? ''}|${key}|${period ?? ''}`
}
