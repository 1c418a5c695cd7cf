import { describe, expect, it } from 'vitest'
import { backoffDelay, wallBackoff } from '../src/live/backoff'
import { FrameBatch } from '../src/live/frame-batch'
import { toNumber } from '../src/live/numbers'
import { ServerClock } from '../src/live/server-clock'
import { Watchdog } from '../src/live/watchdog'
import { FakeScheduler } from './fake-scheduler'

describe('backoffDelay', () => {
  it('doubles from half a second up to the cap', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 1_000_000].map(attempt => backoffDelay(attempt, () => 1))
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])
  })

  it('spreads over the upper half of the range', () => {
    expect(backoffDelay(10, () => 0)).toBe(wallBackoff.capMs / 2)
    expect(backoffDelay(10, () => 1)).toBe(wallBackoff.capMs)
  })
})

describe('Watchdog', () => {
  it('barks once after silence and not before', async () => {
    const time = new FakeScheduler()
    let barks = 0
    const dog = new Watchdog(time, 8_000, () => barks++)
    dog.heard()
    await time.advance(7_999)
    dog.heard()
    await time.advance(7_999)
    expect(barks).toBe(0)
    await time.advance(1)
    expect(barks).toBe(1)
    await time.advance(60_000)
    expect(barks).toBe(1)
  })
})

describe('ServerClock', () => {
  it('tells the server time whatever the device believes', () => {
    let monotonic = 5_000
    const clock = new ServerClock(() => monotonic, () => 0)
    expect(clock.now()).toBe(0)
    clock.hear('2026-06-01T10:00:00+08:00')
    monotonic += 2_500
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-01T02:00:02.500Z')
  })

  it('keeps its beat over network jitter, and follows a real correction', () => {
    let monotonic = 0
    const clock = new ServerClock(() => monotonic, () => 0)
    clock.hear('2026-06-01T02:00:00Z')
    monotonic = 5_200
    clock.hear('2026-06-01T02:00:05Z')
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-01T02:00:05.200Z')
    clock.hear('2026-06-01T03:00:05Z')
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-01T03:00:05.000Z')
  })

  it('ignores an instant it cannot read', () => {
    const clock = new ServerClock(() => 0, () => 42)
    clock.hear('soon')
    expect(clock.now()).toBe(42)
  })
})

describe('FrameBatch', () => {
  it('applies the last value of each key once per frame', () => {
    const frames: (() => void)[] = []
    const applied: [string, number][][] = []
    const batch = new FrameBatch<number>(callback => frames.push(callback), values => applied.push([...values]))
    for (let index = 0; index < 10_000; index++) batch.put(`key ${index % 3}`, index)
    expect(frames).toHaveLength(1)
    frames[0]!()
    expect(applied).toEqual([[['key 0', 9_999], ['key 1', 9_997], ['key 2', 9_998]]])
    batch.put('key 0', 1)
    expect(frames).toHaveLength(2)
  })
})

describe('toNumber', () => {
  it.each([
    [993, 993],
    ['0.2506', 0.2506],
    [12n, 12],
    [0, 0],
    [null, null],
    [undefined, null],
    ['', null],
    ['x', null],
    [Number.NaN, null]
  ])('reads %s as %s', (value, expected) => expect(toNumber(value)).toBe(expected))
})
