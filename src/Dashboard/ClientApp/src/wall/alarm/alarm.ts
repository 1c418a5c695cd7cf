import type { LiveAlert } from '../../live/contract'

type Severity = LiveAlert['severity']

/** From which severity on a wall sounds. */
export type SoundFrom = Severity | 'none'

export const severityRank: Record<Severity, number> = { blue: 1, yellow: 2, orange: 3, red: 4 }

/** What is shown for a while because it is new. */
export interface Toast {
  /** The alert and how grave it became: an alert that grows graver is news again. */
  key: string
  alert: LiveAlert
  /** Whether it was known and has grown graver. */
  raised: boolean
  until: number
}

export interface AlarmEvents {
  sound(severity: Severity): void
}

/** Most toasts on the wall at a time: more of them are a number, and the list has them all. */
export const maxToasts = 4
export const toastMs = 12_000
export const redToastMs = 30_000
/** A red alert that nobody acknowledges sounds again so often, and no more: a sound that never ends is switched off for good. */
export const repeatMs = 20_000
export const maxRepeats = 15
const leastShown: Severity = 'yellow'
/** Severities that were told are remembered of so many alerts that no longer fire. */
const maxRemembered = 2_000

/**
 * Decides which alerts of a wall are news and when they sound. What fires when the wall begins is no news: it stands in
 * the head of the wall. Time comes from outside, in milliseconds of any clock that only goes forward.
 */
export class Alarm {
  readonly toasts: Toast[] = []
  /** How many are waiting behind those that are shown. */
  waiting = 0
  /** Why a red alert goes on sounding, or has stopped to; null where none has to. */
  lasting: 'repeating' | 'stopped' | null = null

  private readonly told = new Map<string, number>()
  private readonly queue: Toast[] = []
  private begun = false
  private repeats = 0
  private soundAgainAt = 0

  constructor(
    private readonly soundFrom: () => SoundFrom,
    private readonly events: AlarmEvents
  ) {}

  /** Takes the alerts as they are now. `complete` is false until the first snapshot has come. */
  take(alerts: ReadonlyMap<string, LiveAlert>, now: number, complete: boolean): void {
    if (!complete) return
    let gravest: Severity | null = null
    for (const alert of alerts.values()) {
      const rank = severityRank[alert.severity]
      const before = this.told.get(alert.id) ?? 0
      if (rank <= before) continue
      this.told.delete(alert.id)
      this.told.set(alert.id, rank)
      if (!this.begun || rank < severityRank[leastShown]) continue
      this.queue.push({ key: `${alert.id}:${alert.severity}`, alert, raised: before > 0, until: 0 })
      if (!alert.acknowledgedBy && (gravest === null || rank > severityRank[gravest])) gravest = alert.severity
    }
    this.begun = true
    if (gravest !== null && this.sounds(gravest)) {
      this.events.sound(gravest)
      if (gravest === 'red') {
        this.repeats = 0
        this.soundAgainAt = now + repeatMs
      }
    }
    this.forget(alerts)
    this.tick(alerts, now)
  }

  /** Lets toasts go whose time is over or whose alert is, shows those that wait, and repeats the sound of red. */
  tick(alerts: ReadonlyMap<string, LiveAlert>, now: number): void {
    const stays = (toast: Toast) => alerts.get(toast.alert.id)?.severity === toast.alert.severity
    remove(this.toasts, toast => now >= toast.until || !stays(toast))
    remove(this.queue, toast => !stays(toast))
    this.queue.sort((one, other) => severityRank[other.alert.severity] - severityRank[one.alert.severity])
    while (this.toasts.length < maxToasts && this.queue.length > 0) {
      const next = this.queue.shift()! // not empty
      this.toasts.push({ ...next, until: now + (next.alert.severity === 'red' ? redToastMs : toastMs) })
    }
    this.waiting = this.queue.length
    this.repeat(alerts, now)
  }

  private repeat(alerts: ReadonlyMap<string, LiveAlert>, now: number): void {
    const open = this.sounds('red') && [...alerts.values()].some(alert => alert.severity === 'red' && !alert.acknowledgedBy)
    if (!open) {
      this.lasting = null
      this.repeats = 0
      this.soundAgainAt = now + repeatMs
      return
    }
    if (this.soundAgainAt === 0) this.soundAgainAt = now + repeatMs
    if (this.repeats < maxRepeats && now >= this.soundAgainAt) {
      this.repeats++
      this.soundAgainAt = now + repeatMs
      this.events.sound('red')
    }
    this.lasting = this.repeats < maxRepeats ? 'repeating' : 'stopped'
  }

  private sounds(severity: Severity): boolean {
    const from = this.soundFrom()
    return from !== 'none' && severityRank[severity] >= severityRank[from]
  }

  /** An alert that ended is forgotten, the oldest first; an alert's id never comes again. */
  private forget(alerts: ReadonlyMap<string, LiveAlert>): void {
    for (const id of this.told.keys()) {
      if (this.told.size <= maxRemembered) return
      if (!alerts.has(id)) this.told.delete(id)
    }
  }
}

function remove<T>(list: T[], gone: (item: T) => boolean): void {
  for (let index = list.length - 1; index >= 0; index--) if (gone(list[index]!)) list.splice(index, 1) // index is within the list
}
