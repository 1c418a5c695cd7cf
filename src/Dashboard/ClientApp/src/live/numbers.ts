import type { Comparison, Curve, Figure } from './contract'

/** MessagePack may carry a decimal as text; the page works with numbers. Anything else is unknown, never zero. */
export function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' && value.trim() !== '') {
    const parsed = Number(value)
    return Number.isFinite(parsed) ? parsed : null
  }
  return null
}

export function normaliseFigure(figure: Figure): Figure {
  const comparisons: Record<string, Comparison> = {}
  for (const [name, comparison] of Object.entries(figure.comparisons ?? {})) comparisons[name] = normaliseComparison(comparison)
  return { ...figure, value: toNumber(figure.value), comparisons }
}

export function normaliseCurve(curve: Curve): Curve {
  return { ...curve, times: curve.times ?? [], values: curve.values.map(toNumber) }
}

function normaliseComparison(comparison: Comparison): Comparison {
  return {
    ...comparison,
    current: toNumber(comparison.current),
    value: toNumber(comparison.value),
    change: toNumber(comparison.change),
    rate: toNumber(comparison.rate),
    points: toNumber(comparison.points)
  }
}
