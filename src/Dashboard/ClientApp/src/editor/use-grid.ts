import { GridStack, type GridStackNode, type GridStackWidget } from 'gridstack'
import 'gridstack/dist/gridstack.min.css'
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { LayoutSource, PanelSource } from './layout'

type Place = Pick<PanelSource, 'id' | 'x' | 'y' | 'w' | 'h'>

// Names are texts of people: never HTML.
GridStack.renderCB = (element, widget) => void (element.textContent = widget.content ?? '')

/**
 * The grid on which panels are dragged and sized. The layout is the truth: the grid tells of moves, and is set anew when the
 * layout changes otherwise.
 */
export function useGrid(element: Ref<HTMLElement | null>, layout: Ref<LayoutSource | null>, shown: () => PanelSource[], label: (panel: PanelSource) => string, moved: (places: Place[]) => void) {
  const grid = shallowRef<GridStack | null>(null)
  let told = ''

  watch(
    [element, () => layout.value && [layout.value.columns, layout.value.rows, layout.value.width, layout.value.height].join()],
    () => {
      grid.value?.destroy(false)
      grid.value = null
      const source = layout.value
      if (!element.value || !source) return
      element.value.replaceChildren()
      const cell = (element.value.clientWidth * source.height) / source.width / source.rows
      const made = GridStack.init({ column: source.columns, row: source.rows, cellHeight: cell, margin: 2, mode: 'float', animate: false, sizeToContent: false }, element.value)
      if (!made) return
      grid.value = made
      made.on('change', (_: Event, nodes: GridStackNode[]) => {
        const places = nodes.map(node => ({ id: String(node.id), x: node.x ?? 0, y: node.y ?? 0, w: node.w ?? 1, h: node.h ?? 1 }))
        moved(places)
        told = fingerprint()
      })
      told = ''
      load()
    },
    { flush: 'post' }
  )
  watch(fingerprint, load, { flush: 'post' })
  onBeforeUnmount(() => grid.value?.destroy(false))

  function fingerprint(): string {
    return JSON.stringify(shown().map(panel => [panel.id, panel.x, panel.y, panel.w, panel.h, label(panel)]))
  }

  function load() {
    const next = fingerprint()
    if (!grid.value || next === told) return
    told = next
    const widgets: GridStackWidget[] = shown().map(panel => ({ id: panel.id, x: panel.x, y: panel.y, w: panel.w, h: panel.h, content: label(panel) }))
    grid.value.load(widgets)
    for (const node of grid.value.engine.nodes) node.el?.setAttribute('data-grid-panel', String(node.id))
  }
}
