/**
 * Keeps the pages' scripts at hand, so that an installed 今日 opens without a network and says that it is offline. Figures are never kept. The worker's
 * scope is this page alone: the wall always asks the server. Browsers have workers only on https and on the machine itself; without one nothing changes.
 */
export function keepFrameAtHand(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js', { scope: '/today' }).catch(() => {})
}
