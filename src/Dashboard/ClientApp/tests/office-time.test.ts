import { describe, expect, it } from 'vitest'
import { instantOf, localText } from '../src/format/time'

describe('instantOf', () => {
  it.each([
    ['2026-11-23T09:30', 'Asia/Shanghai', '2026-11-23T01:30:00.000Z'],
    // The clock goes back at 03:00: 02:30 comes twice, the earlier counts. It goes forward at 02:00: 02:30 never comes.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00.000Z']
  ])('%s in %s is %s', (local, zone, instant) => expect(instantOf(local, zone)?.toISOString()).toBe(instant))

  it('is null of an hour that never comes, and of nonsense', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBeNull()
    expect(instantOf('soon', 'Asia/Shanghai')).toBeNull()
  })

  it('is undone by localText', () => {
    const instant = instantOf('2026-11-23T09:30', 'Asia/Shanghai')!
    expect(localText(instant.getTime(), 'Asia/Shanghai')).toBe('2026-11-23T09:30')
  })
})
