import type { Box } from './boxes'
import type { TypeScale } from './sizing'

export interface HeadlineSizes {
  value: number
  percent: number
  /** Whether data time and marks fit beside the figure; otherwise they get a line of their own below it. */
  dataBeside: boolean
}

/** Width of a digit of the wall's font, as a share of its size. */
const digit = 0.565
const padding = { x: 36, y: 21 }

/**
 * As large as the tile holds: the figure first, then the rate. The data time stands beside the figure only where that
 * costs the figure little.
 */
export function headlineSizes(box: Pick<Box, 'width' | 'height'>, type: TypeScale, characters: number): HeadlineSizes {
  const width = box.width - padding.x
  const height = box.height - padding.y
  const percent = Math.round(Math.min(height * 0.21, width * 0.14, type.aim * 1.35))
  const line = type.small * 1.3
  const tall = (height - type.title * 1.3 - percent * 1.15 - line) / 1.1
  const measure = type.body * 1.4
  const wide = (room: number) => (room - measure) / (digit * Math.max(3, characters))
  const whole = Math.min(tall - line / 1.1, wide(width))
  const shared = Math.min(tall, wide(width - type.small * 4.6))
  const dataBeside = shared >= whole * 0.85
  return { value: Math.floor(dataBeside ? shared : whole), percent, dataBeside }
}
