import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { palette } from '../src/charts/palette'

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8')
const tokens = Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])) as Record<string, string>

/** The filter that greys a panel: what it does to a colour channel. */
const wallCss = readFileSync(new URL('../src/styles/wall.css', import.meta.url), 'utf8')
const greyBrightness = Number(/grayscale\(1\) brightness\(([\d.]+)\)/.exec(wallCss)?.[1])

function channels(colour: string): number[] {
  return [1, 3, 5].map(start => parseInt(colour.slice(start, start + 2), 16) / 255)
}

function luminance(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function greyed(colour: string): number[] {
  const [red, green, blue] = channels(colour) as [number, number, number]
  const grey = (0.2126 * red + 0.7152 * green + 0.0722 * blue) * greyBrightness
  return [grey, grey, grey]
}

describe('colours', () => {
  it.each(['text', 'text-2', 'text-3', 'accent', 'ghost', 'good', 'bad', 'rise', 'fall', 'late', 'silent', 'failed'])('--%s is readable on a panel', name => {
    expect(contrast(channels(tokens[name]!), channels(tokens['ink-1']!))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['text', 'text-2', 'good', 'bad'])('--%s stays readable on a panel that is greyed', name => {
    expect(contrast(greyed(tokens[name]!), greyed(tokens['ink-1']!))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['map-0', 'map-1', 'map-2', 'map-3', 'map-4'])('figures are readable on --%s', name => {
    expect(contrast(channels(tokens.text!), channels(tokens[name]!))).toBeGreaterThanOrEqual(4.5)
  })

  it('second text is readable on an area that is unknown', () => {
    expect(contrast(channels(tokens['text-2']!), channels(tokens['ink-2']!))).toBeGreaterThanOrEqual(4.5)
  })

  it.each([...readFileSync(new URL('../src/styles/severity.css', import.meta.url), 'utf8').matchAll(/\.severity-(\w+) \{\s+background: (#[0-9a-f]{6});\s+color: (#[0-9a-f]{3,6});/g)].map(([, name, back, text]) => [name!, back!, text!]))(
    'the word of a %s alert is readable on its sign',
    (_, back, text) => expect(contrast(channels(text.length === 4 ? text.replace(/[0-9a-f]/g, '$&$&') : text), channels(back))).toBeGreaterThanOrEqual(4.5)
  )

  it('of the charts are those of the page', () => {
    expect(palette).toMatchObject({ text: tokens.text, secondary: tokens['text-2'], line: tokens.line, current: tokens.accent, ghost: tokens.ghost, panel: tokens['ink-1'] })
  })
})
