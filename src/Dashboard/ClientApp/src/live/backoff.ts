/** How long to wait before the next attempt. There is no last attempt: a wall nobody touches for months must come back by itself. */
export interface BackoffOptions {
  firstMs: number
  capMs: number
}

export const wallBackoff: BackoffOptions = { firstMs: 500, capMs: 15_000 }

/**
 * Exponential with jitter: between half and the whole of `first · 2^attempt`, never above the cap. The jitter keeps a
 * room full of screens from knocking at the same moment when the server returns.
 */
export function backoffDelay(attempt: number, random: () => number, options: BackoffOptions = wallBackoff): number {
  // 2^31 would overflow nothing, but after some doublings the cap has long won: keep the exponent small for ever.
  const doublings = Math.min(Math.max(attempt, 0), 16)
  const ceiling = Math.min(options.capMs, options.firstMs * 2 ** doublings)
  return Math.round(ceiling * (0.5 + 0.5 * random()))
}
