import { onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import type { EChartsCoreOption } from 'echarts/core'
import { init, type ECharts } from './echarts'
import { chartFont } from './palette'

/**
 * One chart instance per panel for the life of the panel: each change is a `setOption` of the same shape, so nothing
 * piles up inside ECharts over days.
 */
export function useChart(element: Ref<HTMLElement | null>, option: () => EChartsCoreOption, sample: () => string): void {
  const chart = shallowRef<ECharts | null>(null)
  let gone = false

  onMounted(async () => {
    // Text on a canvas is drawn once: without its glyphs loaded before, it would stay in a fallback font.
    await Promise.race([document.fonts.load(`600 32px ${chartFont}`, sample()), patience(3_000)]).catch(() => {})
    if (gone || !element.value) return
    chart.value = init(element.value, null, { devicePixelRatio: sharpness(element.value) })
    chart.value.setOption(option())
  })
  watch(option, next => chart.value?.setOption(next))
  watch(sample, async text => {
    await document.fonts.load(`600 32px ${chartFont}`, text).catch(() => {})
    if (!gone) chart.value?.setOption(option())
  })
  onBeforeUnmount(() => {
    gone = true
    chart.value?.dispose()
    chart.value = null
  })
}

/** Pixels of the screen per pixel of the canvas: the wall is scaled as a whole, which the browser's own ratio knows nothing of. */
function sharpness(element: HTMLElement): number {
  const scale = element.getBoundingClientRect().width / Math.max(1, element.offsetWidth)
  return Math.min(4, Math.max(1, devicePixelRatio * scale))
}

/** A font that does not come must not keep the curve away. */
function patience(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
