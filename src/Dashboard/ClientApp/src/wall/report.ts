import type { ScreenReport } from '../live/transport'
import type { FrameSample } from './self-watch'
import { reloads } from './reload'
import type { WallSession } from './wall-session'

/** How often a page tells of itself (ScreenBook.cs). */
export const reportMs = 15_000

/** Names the page since it was loaded: two names under one token are two screens. */
export function pageName(random: () => number): string {
  return Math.floor(random() * 2 ** 48).toString(36)
}

export function reportOf(session: WallSession, page: string, sample: FrameSample, silentMs: number): ScreenReport {
  const memory = (performance as Performance & { memory?: { usedJSHeapSize: number } }).memory
  return {
    page,
    view: session.id,
    visible: document.visibilityState === 'visible',
    frames: sample.frames,
    frameP95Ms: sample.p95Ms,
    heapMb: memory ? Math.round(memory.usedJSHeapSize / 104_857.6) / 10 : null,
    nodes: document.getElementsByTagName('*').length,
    serverVersion: session.board.serverVersion.value,
    version: session.board.version.value,
    silentSeconds: Math.max(0, Math.round(silentMs / 1_000)),
    width: innerWidth,
    height: innerHeight,
    reloads: reloads()
  }
}
