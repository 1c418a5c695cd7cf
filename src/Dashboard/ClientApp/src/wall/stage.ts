import { isBetween } from './shift'
import type { Night } from '../live/contract'

/** How often the picture takes another place. */
const orbitMs = 60_000
const steps = 8

/** The page on show, from 1: by the server's clock alone, so that screens side by side turn together. */
export function pageAt(nowMs: number, pages: number, rotateSeconds: number): number {
  return pages <= 1 || rotateSeconds <= 0 ? 1 : (Math.floor(nowMs / (rotateSeconds * 1_000)) % pages) + 1
}

/** Where the picture stands just now: once around a circle of so many pixels in eight minutes, so that no edge burns in. */
export function orbitAt(nowMs: number, pixels: number): { x: number; y: number } {
  const angle = ((Math.floor(nowMs / orbitMs) % steps) / steps) * 2 * Math.PI
  return { x: Math.round(pixels * Math.cos(angle)) || 0, y: Math.round(pixels * Math.sin(angle)) || 0 }
}

/** Share of black laid over the wall: none by day. */
export function shadeAt(nowMs: number, timeZone: string, night: Night | null | undefined): number {
  return night && isBetween(nowMs, timeZone, night.from, night.to) ? 1 - night.brightness : 0
}
