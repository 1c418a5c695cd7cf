import type { Figure, PanelLayout } from '../live/contract'
import type { HeardSource } from '../live/board'

export interface Freshness {
  /** The oldest success among the sources that feed the panel, or null when none is known. */
  dataAtMs: number | null
  /** Age of the worst source beyond its limit; null while all are in time. */
  delaySeconds: number | null
}

const fresh: Freshness = { dataAtMs: null, delaySeconds: null }

/** Seconds since the source's last success, now. */
export function sourceAge(source: HeardSource, nowMs: number): number | null {
  if (source.lastSuccessAt) {
    const at = Date.parse(source.lastSuccessAt)
    if (!Number.isNaN(at)) return Math.max(0, (nowMs - at) / 1_000)
  }
  if (source.ageSeconds === null || source.ageSeconds === undefined) return null
  return Math.max(0, source.ageSeconds + (nowMs - source.heardAtMs) / 1_000)
}

/**
 * How old the data behind a panel is. A source is behind when the server says so, or, between two of the server's
 * messages, when its age has passed the source's own limit.
 */
export function freshnessOf(panel: PanelLayout, figure: Figure | undefined, sources: ReadonlyMap<string, HeardSource>, nowMs: number): Freshness {
  const ids = panel.metric?.sources ?? sourcesOfAll(panel) ?? figure?.quality.missingSources ?? []
  let result = fresh
  for (const id of ids) {
    const source = sources.get(id)
    if (!source) continue
    const age = sourceAge(source, nowMs)
    const at = age === null ? null : nowMs - age * 1_000
    if (coversWholePeriod(figure, at)) continue
    result = {
      dataAtMs: at === null ? result.dataAtMs : Math.min(at, result.dataAtMs ?? at),
      delaySeconds: isBehind(source, age) && age !== null ? Math.max(age, result.delaySeconds ?? 0) : result.delaySeconds
    }
  }
  return result
}

function sourcesOfAll(panel: PanelLayout): string[] | null {
  return panel.metrics?.length ? [...new Set(panel.metrics.flatMap(metric => metric.sources ?? []))] : null
}

function isBehind(source: HeardSource, age: number | null): boolean {
  if (source.state !== 'live') return true
  return age !== null && typeof source.lateAfterSeconds === 'number' && age > source.lateAfterSeconds
}

/** A finished period that the source has delivered to its end cannot become stale. */
function coversWholePeriod(figure: Figure | undefined, dataAtMs: number | null): boolean {
  if (!figure || figure.period.complete !== true || dataAtMs === null) return false
  const end = Date.parse(figure.period.to)
  // Statistical dates carry no zone; a day's grace settles it without knowing the zone.
  return !Number.isNaN(end) && dataAtMs >= end + 86_400_000
}
