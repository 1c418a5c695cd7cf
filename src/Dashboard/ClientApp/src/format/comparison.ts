import type { Comparison, Polarity } from '../live/contract'
import { unknownMark } from './number'

export type Direction = 'rise' | 'fall' | 'flat' | 'none'
export type Judgement = 'good' | 'bad' | 'neutral'

/** Which way the figure went. Taken from the server's change, so that 基本持平 (counts differ, rate rounds to none) stays flat. */
export function directionOf(comparison: Comparison | undefined): Direction {
  if (!comparison || !comparison.comparable) return 'none'
  const step = comparison.rate ?? comparison.points ?? comparison.change
  if (step === null || step === undefined) return 'none'
  return step > 0 ? 'rise' : step < 0 ? 'fall' : 'flat'
}

/** Arrow and sign tell the direction; colour tells whether it is welcome. */
export function judge(direction: Direction, polarity: Polarity | undefined): Judgement {
  if (direction !== 'rise' && direction !== 'fall') return 'neutral'
  if (polarity === undefined || polarity === 'neutral') return 'neutral'
  return (direction === 'rise') === (polarity === 'up') ? 'good' : 'bad'
}

/** As on Chinese markets: what rises is red, whether or not that is welcome. */
export function marketTone(direction: Direction): 'rise' | 'fall' | 'neutral' {
  return direction === 'rise' || direction === 'fall' ? direction : 'neutral'
}

export const arrows: Record<Direction, string> = { rise: '▲', fall: '▼', flat: '＝', none: '' }

/** The server's own percent text (of a ratio the points, with their measure), or the mark for unknown; never a number made here. */
export function percentText(comparison: Comparison | undefined, points = ''): string {
  const percent = comparison?.percent ?? null
  if (percent === null) return unknownMark
  return comparison?.points === null || comparison?.points === undefined ? percent : percent + points
}
