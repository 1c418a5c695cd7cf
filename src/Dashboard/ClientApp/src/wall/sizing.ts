import type { WallLayout } from '../live/contract'

/** Type sizes in canvas pixels. */
export interface TypeScale {
  /** The smallest size that the farthest viewer reads without effort: 16 minutes of arc. */
  least: number
  /** What text should have: 20 minutes of arc. */
  aim: number
  /** Panel titles. */
  title: number
  /** Rows, labels. */
  body: number
  /** Axis labels, marks, footers. */
  small: number
}

const minuteOfArc = Math.PI / (180 * 60)
/** A 55-inch full-HD tile seen from 5 m, when the layout says nothing. */
const defaultPitchMm = 0.63
const defaultDistanceM = 5

/** h = 2·D·tan(θ/2), in pixels of the screen. */
export function pixelsForAngle(minutes: number, distanceM: number, pitchMm: number): number {
  return (2 * distanceM * 1_000 * Math.tan((minutes * minuteOfArc) / 2)) / pitchMm
}

/**
 * The scale of a wall, capped to what its panels hold: an angle that asks for type higher than a fraction of a grid row
 * would only push figures off the screen.
 */
export function typeScale(layout: Pick<WallLayout, 'width' | 'height' | 'rows' | 'pixelPitchMm' | 'viewDistanceM'>): TypeScale {
  const distance = layout.viewDistanceM ?? defaultDistanceM
  const pitch = layout.pixelPitchMm ?? defaultPitchMm
  const cap = (layout.height / Math.max(layout.rows, 1)) * 0.6
  const least = pixelsForAngle(16, distance, pitch)
  const aim = pixelsForAngle(20, distance, pitch)
  const floor = Math.max(14, Math.min(layout.width, layout.height) / 72)
  const fit = (size: number, limit = cap) => Math.round(Math.max(floor, Math.min(size, limit)))
  return {
    least: fit(least),
    aim: fit(aim),
    title: fit((least + aim) / 2, cap * 0.8),
    body: fit(least, cap * 0.72),
    small: fit(least * 0.9, cap * 0.62)
  }
}

/** How many rows of a list fit at a readable height, and how high each is. What does not fit is left out and said. */
export function fitRows(availablePx: number, count: number, leastRowPx: number, mostRowPx: number): { shown: number; rowPx: number } {
  if (count === 0 || availablePx <= 0) return { shown: 0, rowPx: leastRowPx }
  const shown = Math.max(1, Math.min(count, Math.floor(availablePx / leastRowPx)))
  return { shown, rowPx: Math.min(mostRowPx, availablePx / shown) }
}

/** The factor that fits a canvas into a window without cutting or stretching it. */
export function canvasScale(width: number, height: number, windowWidth: number, windowHeight: number): number {
  return Math.min(windowWidth / width, windowHeight / height)
}
