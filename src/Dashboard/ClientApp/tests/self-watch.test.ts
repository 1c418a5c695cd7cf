import { describe, expect, it } from 'vitest'
import { FrameWatch, isNightlyReloadDue, sampleFrames } from '../src/wall/self-watch'
import { FakeScheduler } from './fake-scheduler'

const zone = 'Asia/Shanghai'
const day = 24 * 3_600_000

describe('sampleFrames', () => {
  async function sample(gapMs: number | null) {
    const time = new FakeScheduler()
    let asked = 0
    const waiting = sampleFrames(
      time,
      callback => {
        if (gapMs !== null) time.after(gapMs, callback)
        return ++asked
      },
      () => {}
    )
    await time.advance(2_000)
    return waiting
  }

  it('counts what is drawn in two seconds', async () => expect(await sample(20)).toEqual({ frames: 99, p95Ms: 20 }))

  it('ends too where nothing is drawn any more', async () => expect(await sample(null)).toEqual({ frames: 0, p95Ms: null }))
})

describe('FrameWatch', () => {
  const none = { frames: 0, p95Ms: null }
  const some = { frames: 60, p95Ms: 17 }

  it('asks for a reload after two samples without a frame in a row', () => {
    const watch = new FrameWatch()
    expect([none, some, none, none].map(sample => watch.judge(sample, true))).toEqual([false, false, false, true])
  })

  it('lets a page alone that nobody can see', () => {
    const watch = new FrameWatch()
    expect([none, none, none].map(sample => watch.judge(sample, false))).toEqual([false, false, false])
  })
})

describe('the nightly reload', () => {
  const at = (time: string) => Date.parse(`2026-06-01T${time}:00+08:00`)

  it('comes in the hour after four, to each screen at its own minute', () => {
    expect(['03:59', '04:00', '04:04', '04:05', '16:00'].map(time => isNightlyReloadDue(at(time), zone, 0, day))).toEqual([false, true, true, false, false])
    expect(['04:29', '04:30', '04:35'].map(time => isNightlyReloadDue(at(time), zone, 30.7, day))).toEqual([false, true, false])
  })

  it('does not come to a page that was loaded this night', () => expect(isNightlyReloadDue(at('04:00'), zone, 0, 3_600_000)).toBe(false))
})
