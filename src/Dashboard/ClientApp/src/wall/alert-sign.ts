import type { LiveAlert } from '../live/contract'

const ranks = { red: 4, orange: 3, yellow: 2, blue: 1 } as const

export interface AlertSign {
  severity: LiveAlert['severity']
  /** The worst alert, among several the latest to start. */
  alert: LiveAlert
  count: number
  /** How many nobody has acknowledged. */
  open: number
}

/** What the head of the wall says of the alerts that fire; null if none does. */
export function alertSign(alerts: Iterable<LiveAlert>): AlertSign | null {
  let worst: LiveAlert | null = null
  let count = 0
  let open = 0
  for (const alert of alerts) {
    count++
    if (!alert.acknowledgedBy) open++
    const graver = worst === null ? 1 : ranks[alert.severity] - ranks[worst.severity]
    if (graver > 0 || (graver === 0 && alert.startsAt > worst!.startsAt)) worst = alert
  }
  return worst && { severity: worst.severity, alert: worst, count, open }
}
