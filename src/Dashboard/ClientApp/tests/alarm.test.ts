import { beforeEach, describe, expect, it } from 'vitest'
import type { LiveAlert } from '../src/live/contract'
import { Alarm, maxRepeats, maxToasts, redToastMs, repeatMs, toastMs, type SoundFrom } from '../src/wall/alarm/alarm'
import { Loudspeaker, type SoundState } from '../src/wall/alarm/sound'

const some = (id: string, severity: LiveAlert['severity'], more: Partial<LiveAlert> = {}): LiveAlert => ({
  id,
  name: '预警' + id,
  nameEn: 'Alert ' + id,
  severity,
  state: 'firing',
  startsAt: '2026-11-23T09:00:00+08:00',
  acknowledgedBy: null,
  ...more
})

describe('Alarm', () => {
  let alerts: Map<string, LiveAlert>
  let sounds: string[]
  let from: SoundFrom
  let alarm: Alarm
  const put = (alert: LiveAlert, now: number) => {
    alerts.set(alert.id, alert)
    alarm.take(alerts, now, true)
  }

  beforeEach(() => {
    alerts = new Map()
    sounds = []
    from = 'orange'
    alarm = new Alarm(() => from, { sound: severity => sounds.push(severity) })
  })

  it('makes no news of what fires when the wall begins, nor before the first snapshot', () => {
    alarm.take(alerts, 0, false)
    alerts.set('1', some('1', 'red'))
    alarm.take(alerts, 0, true)
    expect([alarm.toasts.length, sounds]).toEqual([0, []])
  })

  it('shows a new alert and lets it go by itself', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'yellow'), 1_000)
    expect(alarm.toasts.map(toast => [toast.alert.id, toast.raised])).toEqual([['1', false]])
    alarm.tick(alerts, 1_000 + toastMs - 1)
    expect(alarm.toasts.length).toBe(1)
    alarm.tick(alerts, 1_000 + toastMs)
    expect(alarm.toasts.length).toBe(0)
    expect(sounds).toEqual([])
  })

  it('says nothing of blue, nor of the same alert again, nor of one that grew milder', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'blue'), 1)
    expect(alarm.toasts.length).toBe(0)
    put(some('2', 'orange'), 2)
    put(some('2', 'yellow'), 3)
    put(some('2', 'orange'), 4)
    expect([alarm.toasts.length, sounds]).toEqual([0, ['orange']])
  })

  it('says when an alert grew graver', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'yellow'), 1)
    put(some('1', 'red'), 2)
    expect(alarm.toasts.map(toast => [toast.alert.severity, toast.raised])).toEqual([['red', true]])
    expect(sounds).toEqual(['red'])
  })

  it('never shows more than fit, the gravest first, and counts the rest', () => {
    alarm.take(alerts, 0, true)
    for (let number = 0; number < 300; number++) alerts.set(String(number), some(String(number), number === 299 ? 'red' : 'yellow'))
    alarm.take(alerts, 1, true)
    expect([alarm.toasts.length, alarm.waiting, alarm.toasts[0]!.alert.severity]).toEqual([maxToasts, 300 - maxToasts, 'red'])
    expect(sounds).toEqual(['red'])
    alerts.clear()
    alarm.take(alerts, 2, true)
    expect([alarm.toasts.length, alarm.waiting]).toEqual([0, 0])
  })

  it('sounds from the severity that the wall says', () => {
    alarm.take(alerts, 0, true)
    from = 'none'
    put(some('1', 'red'), 1)
    alarm.tick(alerts, 10 * repeatMs)
    expect([sounds, alarm.lasting]).toEqual([[], null])
    from = 'yellow'
    put(some('2', 'yellow'), 2)
    expect(sounds).toEqual(['yellow'])
  })

  it('repeats red until somebody has acknowledged', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'red'), 0)
    alarm.tick(alerts, repeatMs - 1)
    expect(sounds.length).toBe(1)
    alarm.tick(alerts, repeatMs)
    expect([sounds.length, alarm.lasting]).toEqual([2, 'repeating'])
    put(some('1', 'red', { acknowledgedBy: 'wang' }), repeatMs + 1)
    alarm.tick(alerts, 5 * repeatMs)
    expect([sounds.length, alarm.lasting]).toEqual([2, null])
  })

  it('stops at a limit and says so; the next red begins anew', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'red'), 0)
    for (let now = 0; now < 100 * repeatMs; now += 1_000) alarm.tick(alerts, now)
    expect([sounds.length, alarm.lasting]).toEqual([1 + maxRepeats, 'stopped'])
    put(some('2', 'red'), 100 * repeatMs)
    alarm.tick(alerts, 101 * repeatMs)
    expect([sounds.length, alarm.lasting]).toEqual([3 + maxRepeats, 'repeating'])
  })

  it('keeps a red toast longer', () => {
    alarm.take(alerts, 0, true)
    put(some('1', 'red'), 0)
    alarm.tick(alerts, redToastMs - 1)
    expect(alarm.toasts.length).toBe(1)
  })

  it('repeats red also of what fired when the wall began', () => {
    alerts.set('1', some('1', 'red'))
    alarm.take(alerts, 0, true)
    expect(sounds).toEqual([])
    alarm.tick(alerts, repeatMs)
    expect(sounds).toEqual(['red'])
  })
})

describe('Loudspeaker', () => {
  it('says that it is muted until somebody presses, and plays nothing meanwhile', async () => {
    const states: SoundState[] = []
    let tones = 0
    const node = { connect: () => {}, disconnect: () => {} }
    const gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} }
    const context = {
      state: 'suspended',
      currentTime: 0,
      destination: {},
      onstatechange: null,
      createGain: () => ({ ...node, gain }),
      createOscillator: () => ({ ...node, frequency: { value: 0 }, start: () => tones++, stop: () => {} }),
      resume: () => {
        context.state = 'running'
        return Promise.resolve()
      },
      close: () => Promise.resolve()
    }
    const speaker = new Loudspeaker(() => context as unknown as AudioContext, state => states.push(state))
    speaker.start()
    speaker.play('red')
    expect([states, tones]).toEqual([['muted'], 0])
    await speaker.allow()
    speaker.play('red')
    expect([states.at(-1), tones]).toEqual(['ready', 6])
  })

  it('says that there is no sound where the browser has none', () => {
    const states: SoundState[] = []
    new Loudspeaker(() => {
      throw new Error('no audio')
    }, state => states.push(state)).start()
    expect(states).toEqual(['unavailable'])
  })
})
