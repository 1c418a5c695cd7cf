import { describe, expect, it } from 'vitest'
import type { LiveAlert } from '../src/live/contract'
import { Board } from '../src/live/board'
import { alertSign } from '../src/wall/alert-sign'
import { officeMoment } from '../src/alerts/moment'
import { Some } from './some'

const some = (id: string, more: Partial<LiveAlert> = {}): LiveAlert => ({
  id,
  name: '预警' + id,
  nameEn: 'Alert ' + id,
  severity: 'yellow',
  state: 'firing',
  startsAt: '2026-11-23T09:00:00+08:00',
  acknowledgedBy: null,
  ...more
})

describe('alertSign', () => {
  it('is null where nothing fires', () => expect(alertSign([])).toBeNull())

  it('shows the worst, of several the latest, and counts what nobody acknowledged', () => {
    const sign = alertSign([
      some('1', { severity: 'red', acknowledgedBy: 'wang' }),
      some('2', { severity: 'red', startsAt: '2026-11-23T10:00:00+08:00' }),
      some('3', { severity: 'blue', startsAt: '2026-11-23T11:00:00+08:00' })
    ])
    expect(sign).toMatchObject({ severity: 'red', count: 3, open: 2, alert: { id: '2' } })
  })
})

describe('Board.applyAlert', () => {
  const board = () => new Board(callback => callback(), () => 0)

  it('keeps what fires and lets go of what resolved', () => {
    const shown = board()
    shown.applyAlert(some('1'))
    shown.applyAlert(some('2', { state: 'pending' }))
    expect([...shown.alerts.keys()]).toEqual(['1'])
    shown.applyAlert(some('1', { state: 'resolved' }))
    expect(shown.alerts.size).toBe(0)
  })

  it('takes a snapshot as the whole truth', () => {
    const shown = board()
    shown.applyAlert(some('1'))
    shown.applySnapshot({ ...Some.snapshot(), alerts: [some('2'), some('3', { state: 'resolved' })] })
    expect([...shown.alerts.keys()]).toEqual(['2'])
  })

  it('never keeps more than 500', () => {
    const shown = board()
    for (let number = 0; number < 600; number++) shown.applyAlert(some(String(number)))
    expect(shown.alerts.size).toBe(500)
  })
})

describe('officeMoment', () => {
  it('shows the office clock whatever the browser zone', () => expect(officeMoment('2026-11-23T09:30:00+08:00')).toBe('11-23 09:30'))
  it('shows a dash for nothing', () => expect(officeMoment(null)).toBe('—'))
})
