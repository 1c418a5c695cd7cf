import { describe, expect, it } from 'vitest'
import { keysOf, newPanel, toYaml, type LayoutSource } from '../src/editor/layout'

const empty: LayoutSource = {
  id: 'hall',
  title: '大厅 "一号": 实时',
  titleEn: 'Hall',
  width: 1920,
  height: 1080,
  pixelPitchMm: null,
  viewDistanceM: 5,
  unit: '331125',
  columns: 24,
  rows: 12,
  seams: { columns: 1, rows: 1 },
  pages: 1,
  rotateSeconds: 30,
  night: null,
  orbit: 2,
  riseFallCN: false,
  shift: '08:00',
  panels: []
}

describe('new panels', () => {
  it('take the first free place and a name of their own', () => {
    const first = newPanel(empty, 'headline', 1, 'incident')
    const second = newPanel({ ...empty, panels: [first] }, 'headline', 1, 'incident')
    expect([first.id, first.x, first.y]).toEqual(['headline1', 0, 0])
    expect([second.id, second.x, second.y]).toEqual(['headline2', 6, 0])
  })

  it('stay off the seams', () => {
    const tiled = { ...empty, columns: 16, seams: { columns: 2, rows: 1 } }
    const first = newPanel(tiled, 'clock', 1, 'incident')
    expect(newPanel({ ...tiled, panels: [first] }, 'clock', 1, 'incident').x).toBe(8)
  })

  it('share their place only with panels of other pages', () => {
    const paged = { ...empty, pages: 2 }
    const first = newPanel(paged, 'clock', 1, 'incident')
    expect(newPanel({ ...paged, panels: [first] }, 'clock', 2, 'incident')).toMatchObject({ x: 0, y: 0, page: 2 })
  })
})

describe('toYaml', () => {
  it('quotes what people type', () => expect(toYaml(empty)).toContain('title: "大厅 \\"一号\\": 实时"\n'))

  it('writes of a panel what its kind asks for and nothing else', () => {
    const panel = { ...newPanel(empty, 'trend', 1, 'incident'), by: 'unit', period: 'mtd', band: 'ears-c2' }
    expect(toYaml({ ...empty, panels: [panel] })).toContain('  - { id: "trend1", kind: trend, x: 0, y: 0, w: 6, h: 4, metric: "incident", grain: "hour", span: "today" }\n')
  })

  it('knows every kind', () => expect(Object.keys(keysOf)).toHaveLength(13))
})
