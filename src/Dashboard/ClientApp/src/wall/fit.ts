import type { Directive } from 'vue'

/** Below this share of the wanted size the text would be unreadable: it is cut instead. */
const leastShare = 0.4

/** Widths are reported in whole pixels; without a little to spare a fraction of one would cut the last letter. */
const spare = 0.98

interface Fitted {
  size: number
  fingerprint: string
}

const fitted = new Map<HTMLElement, Fitted>()

// Fonts arrive in pieces, as their characters are first needed: text measured before has to be measured again.
document.fonts?.addEventListener('loadingdone', () => {
  for (const [element, { size }] of fitted) fit(element, size, true)
})

/**
 * `v-fit="size"`: one line of text at the given size in pixels, smaller where the box is too narrow. Measured again only
 * when text, size, room or the loaded fonts change, never on a mere new frame.
 */
export const vFit: Directive<HTMLElement, number> = {
  mounted: (element, binding) => fit(element, binding.value),
  updated: (element, binding) => fit(element, binding.value),
  beforeUnmount: element => void fitted.delete(element)
}

function fit(element: HTMLElement, size: number, force = false): void {
  const fingerprint = `${size} ${element.clientWidth} ${element.textContent}`
  if (!force && fitted.get(element)?.fingerprint === fingerprint) return
  fitted.set(element, { size, fingerprint })
  element.style.fontSize = `${size}px`
  const room = element.clientWidth
  const wanted = element.scrollWidth
  if (room > 0 && wanted > room) element.style.fontSize = `${Math.floor(Math.max(size * leastShare, (size * spare * room) / wanted) * 10) / 10}px`
}
