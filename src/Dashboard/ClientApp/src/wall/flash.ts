import { watch, type Ref } from 'vue'

/** Lights an element up once when its value changes: not at the first value, and not where motion is unwanted. */
export function flashOnChange(element: Ref<HTMLElement | null>, value: () => unknown): void {
  watch(value, (now, before) => {
    if (before === null || before === undefined || now === before || !element.value) return
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const running of element.value.getAnimations()) running.cancel()
    element.value.animate([{ backgroundColor: 'rgb(121 199 255 / 0.34)' }, { backgroundColor: 'rgb(121 199 255 / 0)' }], {
      duration: 1_400,
      easing: 'ease-out'
    })
  }, { flush: 'post' })
}
