import { shallowReactive, shallowRef } from 'vue'
import type { Curve, Figure, LiveAlert, Snapshot, SourceStatus, Update } from './contract'
import { figureKeys } from './figure-key'
import { FrameBatch } from './frame-batch'
import { normaliseCurve, normaliseFigure } from './numbers'

/** More firing alerts than this are not kept on a wall: the list has them. */
const maxAlerts = 500

/** A source with the moment its age was told, so that the age can go on ticking. */
export interface HeardSource extends SourceStatus {
  heardAtMs: number
}

/**
 * What the wall shows: the latest figure per key, never a history, so a day of updates needs no more memory than one.
 * Changes reach the page once per frame.
 */
export class Board {
  readonly figures = shallowReactive(new Map<string, Figure>())
  readonly curves = shallowReactive(new Map<string, Curve>())
  readonly sources = shallowReactive(new Map<string, HeardSource>())
  /** Alerts that fire, by id; one that ended leaves. */
  readonly alerts = shallowReactive(new Map<string, LiveAlert>())
  readonly version = shallowRef<number | null>(null)
  /** The instant that the shown figures are of, as the server wrote it. */
  readonly at = shallowRef<string | null>(null)
  readonly demo = shallowRef(false)
  readonly serverVersion = shallowRef<string | null>(null)

  private readonly batch: FrameBatch<() => void>
  private head: { version: number; at: string } | null = null

  constructor(
    requestFrame: (callback: () => void) => unknown,
    private readonly serverNow: () => number
  ) {
    this.batch = new FrameBatch(requestFrame, changes => {
      for (const change of changes.values()) change()
      if (this.head) {
        this.version.value = this.head.version
        this.at.value = this.head.at
      }
    })
  }

  /** Everything anew: what the snapshot does not name is no longer known. Takes effect at once. */
  applySnapshot(snapshot: Snapshot): void {
    this.batch.clear()
    this.head = { version: snapshot.version, at: snapshot.at }
    replaceAll(this.figures, keyedFigures(snapshot.figures ?? []))
    replaceAll(this.curves, (snapshot.curves ?? []).map(curve => [curveKey(curve), normaliseCurve(curve)]))
    replaceAll(this.sources, (snapshot.sources ?? []).map(source => [source.id, this.heard(source)]))
    replaceAll(this.alerts, (snapshot.alerts ?? []).filter(alert => alert.state === 'firing').slice(0, maxAlerts).map(alert => [alert.id, alert]))
    this.demo.value = snapshot.demo
    this.serverVersion.value = snapshot.serverVersion
    this.version.value = snapshot.version
    this.at.value = snapshot.at
  }

  applyUpdate(update: Update): void {
    this.head = { version: update.version, at: update.at }
    for (const [key, figure] of keyedFigures(update.figures ?? []))
      this.batch.put(`figure ${key}`, () => this.figures.set(key, figure))
    for (const curve of update.curves ?? []) {
      const key = curveKey(curve)
      this.batch.put(`curve ${key}`, () => this.curves.set(key, normaliseCurve(curve)))
    }
    this.batch.request()
  }

  applySource(source: SourceStatus): void {
    const heard = this.heard(source)
    this.batch.put(`source ${source.id}`, () => this.sources.set(source.id, heard))
  }

  applyAlert(alert: LiveAlert): void {
    this.batch.put(`alert ${alert.id}`, () => {
      if (alert.state !== 'firing') this.alerts.delete(alert.id)
      else if (this.alerts.size < maxAlerts || this.alerts.has(alert.id)) this.alerts.set(alert.id, alert)
    })
  }

  curve(panel: string, name: string): Curve | undefined {
    return this.curves.get(`${panel} ${name}`)
  }

  private heard(source: SourceStatus): HeardSource {
    return { ...source, heardAtMs: this.serverNow() }
  }
}

function keyedFigures(figures: readonly Figure[]): [string, Figure][] {
  return figures.flatMap(raw => {
    const figure = normaliseFigure(raw)
    return figureKeys(figure).map((key): [string, Figure] => [key, figure])
  })
}

function curveKey(curve: Curve): string {
  return `${curve.panel} ${curve.name}`
}

/** Keeps the entries that stay, so that only what changed is drawn again. */
function replaceAll<T>(map: Map<string, T>, entries: readonly (readonly [string, T])[]): void {
  const next = new Map(entries)
  for (const key of [...map.keys()]) if (!next.has(key)) map.delete(key)
  for (const [key, value] of next) map.set(key, value)
}
