import { describe, expect, it } from 'vitest'
import { Board } from '../src/live/board'
import { panelKey } from '../src/live/figure-key'
import { Some } from './some'

function someBoard() {
  const frames: (() => void)[] = []
  const board = new Board(callback => frames.push(callback), () => 1_000)
  return { board, frames, draw: () => frames.splice(0).forEach(frame => frame()) }
}

describe('Board', () => {
  it('shows a snapshot at once and forgets what the snapshot does not name', () => {
    const { board } = someBoard()
    board.applySnapshot(Some.snapshot({ figures: [Some.figure(), Some.figure({ metric: 'old' })] }))
    board.applySnapshot(Some.snapshot({ version: 2, figures: [Some.figure({ value: 994 })], demo: true }))
    expect([...board.figures.values()].map(figure => figure.value)).toEqual([994])
    expect(board.version.value).toBe(2)
    expect(board.demo.value).toBe(true)
  })

  it('merges an update into what is shown, with the next frame', () => {
    const { board, draw } = someBoard()
    board.applySnapshot(Some.snapshot({ figures: [Some.figure(), Some.figure({ metric: 'other', value: 5 })] }))
    board.applyUpdate({ version: 3, at: '2026-06-01T10:01:00+08:00', figures: [Some.figure({ value: 995 })] })
    expect(board.version.value).toBe(1)
    draw()
    expect(board.figures.get(panelKey(Some.panel(), '331125'))?.value).toBe(995)
    expect([...board.figures.values()].map(figure => figure.value)).toContain(5)
    expect(board.version.value).toBe(3)
    expect(board.at.value).toBe('2026-06-01T10:01:00+08:00')
  })

  it('keeps the version with the figures it belongs to', () => {
    const { board, draw } = someBoard()
    board.applySnapshot(Some.snapshot())
    board.applyUpdate({ version: 9, at: 'x' })
    draw()
    expect(board.version.value).toBe(9)
  })

  it('does not let an update from before a snapshot overwrite it', () => {
    const { board, draw } = someBoard()
    board.applySnapshot(Some.snapshot({ version: 1 }))
    board.applyUpdate({ version: 2, at: 'x', figures: [Some.figure({ value: 1 })] })
    board.applySnapshot(Some.snapshot({ version: 50, figures: [Some.figure({ value: 2 })] }))
    draw()
    expect(board.figures.get(panelKey(Some.panel(), '331125'))?.value).toBe(2)
    expect(board.version.value).toBe(50)
  })

  it('holds no more after 10,000 updates than after one', () => {
    const { board, frames, draw } = someBoard()
    const update = (version: number) =>
      board.applyUpdate({
        version,
        at: 'x',
        figures: [Some.figure({ value: version })],
        curves: [{ panel: 'trend', name: 'current', times: [], values: [version] }]
      })
    update(1)
    draw()
    const sizes = [board.figures.size, board.curves.size]
    for (let version = 2; version <= 10_000; version++) update(version)
    expect(frames).toHaveLength(1)
    draw()
    expect([board.figures.size, board.curves.size]).toEqual(sizes)
    expect(board.curve('trend', 'current')?.values).toEqual([10_000])
  })

  it.each([
    ['parent', '331125'],
    ['child', 'PS01']
  ])('finds a row of a split by unit whose unit field holds the %s', (_, unit) => {
    const { board } = someBoard()
    const panel = Some.panel({ kind: 'ranking', by: 'unit' })
    board.applySnapshot(Some.snapshot({ figures: [Some.figure({ unit, key: 'PS01', value: 143 })] }))
    expect(board.figures.get(panelKey(panel, '331125', { key: 'PS01', name: '', nameEn: '' }))?.value).toBe(143)
    expect(board.figures.get(panelKey(panel, '331125'))).toBeUndefined()
  })

  it('finds a row of a split by category, and keeps two units apart', () => {
    const { board } = someBoard()
    const panel = Some.panel({ kind: 'shares', by: 'category' })
    const row = { key: 'admin/gambling', name: '', nameEn: '' }
    board.applySnapshot(
      Some.snapshot({
        figures: [
          Some.figure({ category: 'admin/gambling', key: 'admin/gambling', value: 8 }),
          Some.figure({ unit: 'PS01', category: 'admin/gambling', key: 'admin/gambling', value: 3 })
        ]
      })
    )
    expect(board.figures.get(panelKey(panel, '331125', row))?.value).toBe(8)
    expect(board.figures.get(panelKey(panel, 'PS01', row))?.value).toBe(3)
  })

  it('reads decimals that came as text', () => {
    const { board } = someBoard()
    board.applySnapshot(Some.snapshot({ figures: [Some.figure({ value: '993' as unknown as number })] }))
    expect(board.figures.get(panelKey(Some.panel(), '331125'))?.value).toBe(993)
  })

  it('takes over a changed source', () => {
    const { board, draw } = someBoard()
    board.applySnapshot(Some.snapshot({ sources: [Some.source()] }))
    board.applySource(Some.source({ state: 'late' }))
    draw()
    expect(board.sources.get('dispatch110')?.state).toBe('late')
  })
})
