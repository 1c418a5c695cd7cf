import { describe, expect, it } from 'vitest'
import { axisLabels, runningHour, trendOption } from '../src/charts/trend'
import { panelBox } from '../src/wall/boxes'
import { freshnessOf } from '../src/wall/freshness'
import { heatCeiling, heatLevel, weekdayOrder } from '../src/wall/heat'
import { barShare, rankRows } from '../src/wall/ranking'
import { headlineSizes } from '../src/wall/headline'
import { splitTitle } from '../src/wall/title'
import { canvasScale, fitRows, pixelsForAngle, typeScale } from '../src/wall/sizing'
import { Some } from './some'

const fullHd = { width: 1920, height: 1080, columns: 24, rows: 12 }

describe('type sizes', () => {
  it.each([
    [5, 47],
    [8, 74]
  ])('make 20 minutes of arc at %s m on a 55-inch full-HD tile %s px high', (distance, pixels) =>
    // DOMAIN measures 29 mm and 47 mm on tiles of 0.63 mm.
    expect(Math.abs(pixelsForAngle(20, distance, 0.63) - pixels)).toBeLessThanOrEqual(1)
  )

  it('reach 16 minutes of arc for rows where the layout has room', () => {
    const scale = typeScale({ ...fullHd, pixelPitchMm: 0.63, viewDistanceM: 5 })
    expect(scale.body).toBe(37)
    expect(scale.aim).toBe(46)
    expect(scale.title).toBeGreaterThanOrEqual(scale.least)
  })

  it('grow with distance until the grid holds no more', () => {
    const near = typeScale({ ...fullHd, pixelPitchMm: 0.63, viewDistanceM: 3 })
    const far = typeScale({ ...fullHd, pixelPitchMm: 0.63, viewDistanceM: 50 })
    expect(near.body).toBeLessThan(37)
    expect(far.aim).toBe(54)
    expect(far.body).toBeLessThan(54)
  })

  it('have a default for a layout that names neither distance nor pitch', () => {
    expect(typeScale({ ...fullHd, pixelPitchMm: null, viewDistanceM: null })).toEqual(
      typeScale({ ...fullHd, pixelPitchMm: 0.63, viewDistanceM: 5 })
    )
  })
})

describe('places', () => {
  it('keep panels inside of the canvas and apart from each other', () => {
    const left = panelBox(fullHd, { x: 0, y: 0, w: 12, h: 12 })
    const right = panelBox(fullHd, { x: 12, y: 0, w: 12, h: 12 })
    expect(left.left + left.width).toBeLessThan(right.left)
    expect(right.left + right.width).toBeLessThanOrEqual(1920 - left.left)
    expect(left.top + left.height).toBeLessThanOrEqual(1080 - 10)
  })

  it('align whatever way the grid is divided', () => {
    const whole = panelBox(fullHd, { x: 0, y: 0, w: 24, h: 4 })
    const last = panelBox(fullHd, { x: 17, y: 1, w: 7, h: 3 })
    expect(last.left + last.width).toBe(whole.left + whole.width)
    expect(last.top + last.height).toBe(whole.top + whole.height)
  })

  it('fit the canvas into any window without stretching', () => {
    expect(canvasScale(1920, 1080, 3840, 2160)).toBe(2)
    expect(canvasScale(1920, 1080, 1920, 540)).toBe(0.5)
  })

  it('leave out rows rather than make them unreadable', () => {
    expect(fitRows(400, 20, 44, 74)).toEqual({ shown: 9, rowPx: 400 / 9 })
    expect(fitRows(400, 3, 44, 74)).toEqual({ shown: 3, rowPx: 74 })
    expect(fitRows(400, 0, 44, 74).shown).toBe(0)
  })
})

describe('headlineSizes', () => {
  const type = typeScale({ ...fullHd, pixelPitchMm: 0.63, viewDistanceM: 5 })
  const tile = { width: 464, height: 320 }

  it('keep three digits large, with the data time beside them', () => {
    const sizes = headlineSizes(tile, type, 3)
    expect(sizes.dataBeside).toBe(true)
    expect(sizes.value).toBeGreaterThan(110)
  })

  it('give a long figure the whole width', () => {
    const sizes = headlineSizes(tile, type, 9)
    expect(sizes.dataBeside).toBe(false)
    expect(sizes.value * 9 * 0.565).toBeLessThan(tile.width - 36)
  })

  it('stay inside of a flat tile', () => {
    const sizes = headlineSizes({ width: 464, height: 236 }, type, 3)
    expect(sizes.value * 1.1 + sizes.percent * 1.15 + (type.title + sizes.small) * 1.3).toBeLessThanOrEqual(236 - 20)
  })
})

describe('splitTitle', () => {
  const given = { period: '本月', by: '按单位' }

  it('sets the metric apart from period and split', () => {
    expect(splitTitle('警情 · 本月', '警情', given)).toEqual({ main: '警情', sub: '本月 · 按单位' })
    expect(splitTitle('', '警情', given)).toEqual({ main: '警情', sub: '本月 · 按单位' })
  })

  it('adds nothing to a title of the layout itself', () =>
    expect(splitTitle('辖区排名', '警情', given)).toEqual({ main: '辖区排名', sub: '' }))
})

describe('rankRows', () => {
  const row = (key: string) => ({ key, name: key, nameEn: key })
  const ranked = (values: Record<string, number | null>) =>
    rankRows(Object.keys(values).map(row), ({ key }) => Some.figure({ value: values[key] ?? null })).map(({ row, rank }) => [row.key, rank])

  it('ranks ties alike and leaves the next rank out', () =>
    expect(ranked({ a: 5, b: 9, c: 5, d: 1 })).toEqual([['b', 1], ['a', 2], ['c', 2], ['d', 4]]))

  it('puts what is unknown last and does not rank it', () =>
    expect(ranked({ a: null, b: 0 })).toEqual([['b', 1], ['a', null]]))

  it('shows what stands at the parent itself only where there is any', () => {
    expect(ranked({ a: 1, '331125/~': 0 })).toEqual([['a', 1]])
    expect(ranked({ a: 1, '331125/~': 3 })).toEqual([['331125/~', 1], ['a', 2]])
  })

  it('gives no bar to nothing, to unknown and to less than nothing', () => {
    expect([barShare(0, 9), barShare(null, 9), barShare(-3, 9), barShare(3, 0), barShare(3, 9)]).toEqual([0, 0, 0, 0, 1 / 3])
  })
})

describe('heat map', () => {
  it('keeps unknown apart from none', () => {
    expect(heatLevel(null, 10)).toBeNull()
    expect(heatLevel(0, 10)).toBe(0)
    expect(heatLevel(1, 10)).toBe(1)
    expect(heatLevel(10, 10)).toBe(5)
    expect(heatLevel(500, 10)).toBe(5)
  })

  it('is not darkened by one wild hour', () => {
    const values = Array.from({ length: 167 }, () => 10)
    expect(heatCeiling([...values, 5_000])).toBe(10)
    expect(heatCeiling([null, 0])).toBe(0)
  })

  it('begins with the first day of the office week', () => {
    expect(weekdayOrder(1)).toEqual([1, 2, 3, 4, 5, 6, 0])
    expect(weekdayOrder(7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('freshnessOf', () => {
  const now = Date.parse('2026-06-01T10:30:00+08:00')
  const sources = (...given: ReturnType<typeof Some.heard>[]) => new Map(given.map(source => [source.id, source]))

  it('is silent while every source is in time', () => {
    const result = freshnessOf(Some.panel(), Some.figure(), sources(Some.heard({ lateAfterSeconds: 3_600 })), now)
    expect(result.delaySeconds).toBeNull()
    expect(result.dataAtMs).toBe(Date.parse('2026-06-01T10:00:00+08:00'))
  })

  it('tells the delay as soon as a source passes its limit, before the server says so', () => {
    expect(freshnessOf(Some.panel(), Some.figure(), sources(Some.heard({ lateAfterSeconds: 900 })), now).delaySeconds).toBe(1_800)
  })

  it('takes the worst of several sources', () => {
    const panel = Some.panel({ metric: { ...Some.panel().metric!, sources: ['dispatch110', 'cyber'] } })
    const cyber = Some.heard({ id: 'cyber', state: 'silent', lastSuccessAt: '2026-06-01T08:30:00+08:00' })
    expect(freshnessOf(panel, Some.figure(), sources(Some.heard(), cyber), now).delaySeconds).toBe(7_200)
  })

  it('does not call a finished period stale that was delivered to its end', () => {
    const finished = Some.figure({ period: { name: '2025', from: '2025-01-01', to: '2026-01-01', days: 365, complete: true } })
    const silent = Some.heard({ state: 'silent', lastSuccessAt: '2026-02-01T00:00:00+08:00' })
    expect(freshnessOf(Some.panel(), finished, sources(silent), now).delaySeconds).toBeNull()
    const tooEarly = Some.heard({ state: 'silent', lastSuccessAt: '2025-11-01T00:00:00+08:00' })
    expect(freshnessOf(Some.panel(), finished, sources(tooEarly), now).delaySeconds).toBeGreaterThan(0)
  })

  it('lets the age tick from what the server told where no instant is known', () => {
    const source = Some.heard({ state: 'late', lastSuccessAt: null, ageSeconds: 60, heardAtMs: now - 30_000 })
    expect(freshnessOf(Some.panel(), Some.figure(), sources(source), now).delaySeconds).toBe(90)
  })
})

describe('trend', () => {
  const times = ['2026-06-01T00:00:00+08:00', '2026-06-01T01:00:00+08:00', '2026-06-01T02:00:00+08:00']
  const data = { labels: ['0', '1', '2'], current: [4, 6, 1], lastYear: [3, 3, 3], expected: [], upper: [], running: 2, fontSize: 30, greyed: false, still: true }

  it('draws the hour that still runs apart from the finished ones', () => {
    const series = trendOption(data).series as { name: string; data: (number | null)[] }[]
    expect(series.find(one => one.name === 'current')?.data).toEqual([4, 6, null])
    expect(series.find(one => one.name === 'running')?.data).toEqual([null, null, 1])
  })

  it('has the same series whatever is known', () => {
    const names = (option: ReturnType<typeof trendOption>) => (option.series as { name: string }[]).map(one => one.name)
    expect(names(trendOption({ ...data, current: [], lastYear: [], running: -1 }))).toEqual(names(trendOption(data)))
  })

  it('knows the running hour by instants', () => {
    expect(runningHour(times, Date.parse('2026-05-31T17:30:00Z'))).toBe(1)
    expect(runningHour(times, Date.parse('2026-05-31T20:00:00Z'))).toBe(-1)
    expect(runningHour([], 0)).toBe(-1)
  })

  it('labels hours as the office writes them', () => {
    expect(axisLabels(times, 3)).toEqual(['0', '1', '2'])
    expect(axisLabels([], 2)).toEqual(['0', '1'])
    expect(axisLabels(['2018-11-04T01:00:00-05:00', '2018-11-04T01:00:00-06:00'], 2)).toEqual(['1', '1'])
  })

  it('labels days and months by their dates', () => {
    expect(axisLabels(['2017-10-01', '2017-10-02'], 2)).toEqual(['10-01', '10-02'])
    expect(axisLabels(['2017-10', '2017-11'], 2)).toEqual(['2017-10', '2017-11'])
    expect(runningHour(['2017-10-01'], Date.parse('2017-10-01T00:30:00Z'))).toBe(-1)
  })
})
