import type { Scheduler } from '../live/scheduler'

/** Not oftener than this: a server that changes its mind at every request must not make the wall flicker. */
const leastIntervalMs = 60_000
const retryMs = 15_000
const storageKey = 'tongbi.reloadedAt'
const countKey = 'tongbi.reloads'
let pending = false

/**
 * Loads the page again, but only when the server really serves it: a browser that reloads into nothing shows its own
 * error page and never comes back. A few random seconds keep many screens apart.
 */
export function reloadWhenServed(scheduler: Scheduler): void {
  if (pending) return
  pending = true
  const wait = Math.max(0, leastIntervalMs - (Date.now() - lastReload())) + 3_000 * scheduler.random()
  scheduler.after(wait, () => void reloadIfServed(scheduler))
}

async function reloadIfServed(scheduler: Scheduler): Promise<void> {
  if (!(await isServed())) {
    scheduler.after(retryMs, () => void reloadIfServed(scheduler))
    return
  }
  try {
    sessionStorage.setItem(storageKey, String(Date.now()))
    sessionStorage.setItem(countKey, String(reloads() + 1))
  } catch {
    // Without storage the interval is not kept across reloads; the reload itself still works.
  }
  location.reload()
}

async function isServed(): Promise<boolean> {
  try {
    const page = await fetch(location.href, { cache: 'no-store', credentials: 'same-origin' })
    return page.ok
  } catch {
    return false
  }
}

/** How often this page has loaded itself anew since its tab was opened. */
export function reloads(): number {
  try {
    return Number(sessionStorage.getItem(countKey)) || 0
  } catch {
    return 0
  }
}

/** 0 when never; a time in the future (the device's clock was set back) counts as never. */
function lastReload(): number {
  try {
    const at = Number(sessionStorage.getItem(storageKey))
    return Number.isFinite(at) && at <= Date.now() ? at : 0
  } catch {
    return 0
  }
}
