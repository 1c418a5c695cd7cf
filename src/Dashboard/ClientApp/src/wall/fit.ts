import type { Directive } from 'vue'

/** Below this share of the wanted size the text would be unreadable: it is cut with an ellipsis instead. */
const leastShare = 0.62
const lastText = new WeakMap<HTMLElement, string>()

/**
 * `v-fit="size"`: one line of text at the given size in pixels, smaller where the box is too narrow. Measured again only
 * when text, size or the set of loaded fonts changes, never on a mere new frame.
 */
export const vFit: Directive<HTMLElement, number> = {
  mounted(element, binding) {
    fit(element, binding.value)
    void document.fonts?.ready.then(() => fit(element, binding.value, true))
  },
  updated(element, binding) {
    fit(element, binding.value)
  }
}

function fit(element: HTMLElement, size: number, force = false): void {
  const fingerprint = `${size} ${element.textContent}`
  if (!force && lastText.get(element) === fingerprint) return
  lastText.set(element, fingerprint)
  element.style.fontSize = `${size}px`
  const room = element.clientWidth
  const wanted = element.scrollWidth
  if (room > 0 && wanted > room) element.style.fontSize = `${Math.floor(Math.max(size * leastShare, (size * room) / wanted) * 10) / 10}px`
}
