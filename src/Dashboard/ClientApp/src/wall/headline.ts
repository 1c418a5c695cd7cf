import type { Box } from './boxes'
import type { TypeScale } from './sizing'

export interface HeadlineSizes {
  value: number
  percent: number
  /** Labels beside the rate. */
  body: number
  /** Base, marks and data time. */
  small: number
  /** Whether data time and marks fit beside the figure; otherwise they get a line of their own below it. */
  dataBeside: boolean
}

/** Width of a digit of the wall's font, as a share of its size. */
const digit = 0.565
const padding = { x: 36, y: 21 }
/** Where the tile is too flat for everything at full size, all but the title becomes smaller together; never below half. */
const shrinks = [1, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5]

/**
 * As large as the tile holds: the figure first, then the rate. The data time stands beside the figure only where that
 * costs the figure little.
 */
export function headlineSizes(box: Pick<Box, 'width' | 'height'>, type: TypeScale, characters: number, marks = 0): HeadlineSizes {
  let sizes: HeadlineSizes | null = null
  for (const shrink of shrinks) {
    sizes = sizesAt(box, type, Math.max(3, characters), marks, shrink)
    if (sizes.value >= sizes.percent * 1.15) break
  }
  return sizes! // there is at least one step
}

function sizesAt(box: Pick<Box, 'width' | 'height'>, type: TypeScale, characters: number, marks: number, shrink: number): HeadlineSizes {
  const width = box.width - padding.x
  const height = box.height - padding.y
  const percent = Math.round(Math.min(height * 0.21, width * 0.14, type.aim * 1.35) * shrink)
  const small = Math.round(type.small * shrink)
  const body = Math.round(type.body * shrink)
  const line = small * 1.3
  const tall = (height - type.title * 1.3 - percent * 1.15 - line) / 1.1
  const wide = (room: number) => (room - body * 1.4) / (digit * characters)
  // Beside the figure the data time takes two lines, each mark one more.
  const column = 8 + small * 2.3 + marks * (small * 1.06 + 6)
  const shared = column <= tall * 1.1 ? Math.min(tall, wide(width - small * 4.6)) : 0
  const whole = Math.min(tall - line / 1.1, wide(width))
  const dataBeside = shared > 0 && shared >= whole * 0.85
  return { value: Math.max(1, Math.floor(dataBeside ? shared : whole)), percent, body, small, dataBeside }
}
