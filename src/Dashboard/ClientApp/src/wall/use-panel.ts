import { computed } from 'vue'
import { useLanguage } from '../i18n/use-language'
import type { Figure, PanelLayout, PanelRow } from '../live/contract'
import { panelKey } from '../live/figure-key'
import { panelBox } from './boxes'
import { freshnessOf } from './freshness'
import { useWall } from './wall-session'

/** What all kinds of panel have in common: their figure, their place, their titles and how fresh their data are. */
export function usePanel(props: { panel: PanelLayout }) {
  const wall = useWall()
  const language = useLanguage()
  const layout = computed(() => wall.layout.value!) // panels are only drawn once the layout is there
  const figureOf = (row?: PanelRow): Figure | undefined => wall.board.figures.get(panelKey(props.panel, layout.value.unit.code, row))
  const figure = computed(() => figureOf())
  const subtitle = computed(() =>
    [props.panel.period && language.known('period', props.panel.period), props.panel.by && language.known('by', props.panel.by)]
      .filter(Boolean)
      .join(' · ')
  )
  const ownTitle = computed(() => language.either(props.panel.title, props.panel.titleEn))
  const anyFigure = computed(() => figure.value ?? (props.panel.rows?.[0] && figureOf(props.panel.rows[0])))

  return {
    wall,
    layout,
    language,
    figure,
    figureOf,
    type: computed(() => wall.type.value!), // set together with the layout
    box: computed(() => panelBox(layout.value, props.panel)),
    title: computed(() => ownTitle.value || (props.panel.metric ? language.named(props.panel.metric) : '')),
    /** Period and split, shown beside the title; a title of the layout's own says what it wants to say. */
    subtitle: computed(() => (ownTitle.value ? '' : subtitle.value)),
    freshness: computed(() => freshnessOf(props.panel, anyFigure.value, wall.board.sources, wall.nowMs.value))
  }
}
