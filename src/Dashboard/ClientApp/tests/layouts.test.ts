import { describe, expect, it } from 'vitest'
import { bandHeights } from '../src/charts/trend'
import { lunarDay, lunarText } from '../src/format/lunar'
import { marketTone, percentText } from '../src/format/comparison'
import { gravestFirst, turnOf } from '../src/wall/alert-list'
import { panelBox } from '../src/wall/boxes'
import { headlineSizes } from '../src/wall/headline'
import { fastShare, shareText } from '../src/wall/shares'
import { isBetween, shiftAt } from '../src/wall/shift'
import { typeScale } from '../src/wall/sizing'
import { orbitAt, pageAt, shadeAt } from '../src/wall/stage'
import { mapLevel, tileGrid, withoutCollisions } from '../src/wall/tiles'
import { Some } from './some'

const zone = 'Asia/Shanghai'

describe('places on tiles', () => {
  const tiled = { width: 5760, height: 1080, columns: 72, rows: 12, seams: { columns: 3, rows: 1 } }

  it('keep a gap on both sides of every seam', () => {
    for (const seam of [1, 2]) {
      const before = panelBox(tiled, { x: seam * 24 - 6, y: 0, w: 6, h: 4 })
      const after = panelBox(tiled, { x: seam * 24, y: 0, w: 6, h: 4 })
      expect(before.left + before.width).toBeLessThanOrEqual(seam * 1920 - 4)
      expect(after.left).toBeGreaterThanOrEqual(seam * 1920 + 4)
    }
  })

  it('are those that the server judges by', () => {
    // The same numbers stand in WallGeometryTests.cs.
    expect(panelBox({ width: 1920, height: 1080, columns: 24, rows: 12 }, { x: 6, y: 4, w: 6, h: 4 })).toEqual({ left: 494, top: 421, width: 459, height: 312 })
    expect(panelBox(tiled, { x: 24, y: 4, w: 12, h: 8 })).toEqual({ left: 1927, top: 421, width: 946, height: 639 })
    expect(panelBox({ width: 7680, height: 2160, columns: 96, rows: 24, seams: { columns: 4, rows: 2 } }, { x: 90, y: 12, w: 6, h: 12 })).toEqual({
      left: 7194,
      top: 1094,
      width: 446,
      height: 1026
    })
    expect(panelBox({ width: 1080, height: 1920, columns: 12, rows: 24 }, { x: 6, y: 20, w: 6, h: 4 })).toEqual({ left: 547, top: 1626, width: 513, height: 274 })
  })
})

describe('pages', () => {
  it('turn by the clock, alike on all screens', () => {
    expect([0, 29_999, 30_000, 60_000].map(now => pageAt(now, 2, 30))).toEqual([1, 1, 2, 1])
    expect(pageAt(123_456_789, 1, 30)).toBe(1)
  })
})

describe('orbit', () => {
  it('stays within its pixels and comes back to where it began', () => {
    for (let minute = 0; minute < 16; minute++) {
      const { x, y } = orbitAt(minute * 60_000, 3)
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(3.01)
      expect(orbitAt((minute + 8) * 60_000, 3)).toEqual({ x, y })
    }
    expect(orbitAt(60_000, 3)).not.toEqual(orbitAt(0, 3))
    expect(orbitAt(60_000, 0)).toEqual({ x: 0, y: 0 })
  })
})

describe('night', () => {
  const night = { from: '22:00', to: '06:00', brightness: 0.6 }
  const at = (time: string) => Date.parse(`2026-06-01T${time}:00+08:00`)

  it('is dimmed over midnight, by the office’s clock', () =>
    expect(['21:59', '22:00', '03:00', '06:00'].map(time => shadeAt(at(time), zone, night))).toEqual([0, 0.4, 0.4, 0]))

  it('knows spans within a day too', () => expect(isBetween(at('12:30'), zone, '12:00', '13:00')).toBe(true))
})

describe('shift', () => {
  it('lasts from eight to eight', () => {
    expect(shiftAt(Date.parse('2026-06-01T08:00:00+08:00'), zone, '08:00')).toEqual({ start: '08:00', sinceYesterday: false, minutes: 0 })
    expect(shiftAt(Date.parse('2026-06-01T07:59:00+08:00'), zone, '08:00')).toEqual({ start: '08:00', sinceYesterday: true, minutes: 1_439 })
  })
})

describe('lunar day', () => {
  it.each([
    ['2024-02-10', '正月初一'],
    ['2026-02-17', '正月初一'],
    ['2025-08-15', '闰六月廿二'],
    ['2026-02-16', '腊月廿九'],
    ['2027-02-05', '腊月廿九']
  ])('of %s is %s', (date, text) => expect(lunarText(lunarDay(Date.parse(`${date}T12:00:00+08:00`), zone)!)).toBe(text))
})

describe('flat headlines', () => {
  const type = typeScale({ width: 1920, height: 1080, rows: 12, pixelPitchMm: 0.63, viewDistanceM: 5 })

  it.each([3, 5, 7])('of %s characters stay inside of a tile of three rows', characters => {
    for (const marks of [0, 1]) {
      const sizes = headlineSizes({ width: 464, height: 228 }, type, characters, marks)
      const below = sizes.percent * 1.15 + sizes.small * 1.3 * (sizes.dataBeside ? 1 : 2)
      expect(sizes.value).toBeGreaterThanOrEqual(sizes.percent)
      expect(type.title * 1.3 + sizes.value * 1.1 + below).toBeLessThanOrEqual(228 - 20)
    }
  })
})

describe('comparisons', () => {
  it('of ratios carry their measure', () => {
    expect(percentText(Some.comparison({ percent: '+1.20', points: 1.2 }), '百分点')).toBe('+1.20百分点')
    expect(percentText(Some.comparison({ percent: '+1.20%', points: null }), '百分点')).toBe('+1.20%')
  })

  it('are red upwards where the layout wants it', () => expect((['rise', 'fall', 'flat', 'none'] as const).map(marketTone)).toEqual(['rise', 'fall', 'neutral', 'neutral']))
})

describe('band', () => {
  it('is as high as the bound stands above what is expected, and nothing where either is unknown', () =>
    expect(bandHeights([2, null, 5, 1], [5, 4, 4, null])).toEqual([3, null, 0, null]))
})

describe('fast share', () => {
  const classes = [4, 3, 2, 1].map((value, index) => ({ row: { key: `c${index}`, name: '', nameEn: '' }, value }))

  it('adds the classes up to the limit', () => expect(shareText(fastShare(classes, 'c1', 10))).toBe('70.0%'))

  it('is unknown where a class is', () => {
    expect(fastShare([{ ...classes[0]!, value: null }], 'c0', 10)).toBeNull()
    expect(fastShare(classes, 'c1', 0)).toBeNull()
    expect(shareText(null)).toBe('—')
  })
})

describe('alerts', () => {
  const alert = (id: string, severity: 'red' | 'blue', startsAt: string) =>
    ({ id, name: id, nameEn: id, severity, state: 'firing', startsAt, acknowledgedBy: null }) as const

  it('stand the gravest first, the latest of these before', () =>
    expect(gravestFirst([alert('a', 'blue', '3'), alert('b', 'red', '1'), alert('c', 'red', '2')]).map(one => one.id)).toEqual(['c', 'b', 'a']))

  it('take turns where not all have room', () => expect([0, 8_000, 16_000, 24_000].map(now => turnOf(7, 3, now))).toEqual([0, 1, 2, 0]))
})

describe('tiles of a map', () => {
  it('fill the box and stay readable', () => {
    const grid = tileGrid(14, 900, 400, 170, 90)!
    expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(14)
    expect(900 / grid.columns).toBeGreaterThanOrEqual(170)
    expect(400 / grid.rows).toBeGreaterThanOrEqual(90)
    expect(tileGrid(40, 900, 400, 170, 90)).toBeNull()
  })

  it('have a tone by value and none for unknown', () => expect([null, 0, 1, 50, 100].map(value => mapLevel(value, 100))).toEqual([null, 0, 1, 2, 4]))

  it('leave out labels that would lie over each other', () => {
    const label = (x: number) => ({ x, y: 50, width: 40, height: 20 })
    expect(withoutCollisions([label(50), label(70), label(100), label(5)], 200, 100)).toEqual([label(50), label(100)])
  })
})
