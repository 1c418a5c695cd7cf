import { computed } from 'vue'
import { arrows, directionOf, judge, marketTone, percentText } from '../format/comparison'
import { useLanguage } from '../i18n/use-language'
import type { Comparison, Figure, MetricInfo, PanelLayout, PanelRow } from '../live/contract'
import { panelKey } from '../live/figure-key'
import { panelBox } from './boxes'
import { freshnessOf } from './freshness'
import { splitTitle } from './title'
import { useWall } from './wall-session'

/** What all kinds of panel have in common: their figure, their place, their titles and how fresh their data are. */
export function usePanel(props: { panel: PanelLayout }) {
  const wall = useWall()
  const language = useLanguage()
  const layout = computed(() => wall.layout.value!) // panels are only drawn once the layout is there
  const figureOf = (row?: PanelRow): Figure | undefined => wall.board.figures.get(panelKey(props.panel, layout.value.unit.code, row))
  /** The figure of one of several metrics. */
  const figureOfMetric = (metric: MetricInfo): Figure | undefined => wall.board.figures.get(panelKey({ ...props.panel, metric }, layout.value.unit.code))
  const figure = computed(() => figureOf())
  const titles = computed(() =>
    splitTitle(language.either(props.panel.title, props.panel.titleEn), props.panel.metric ? language.named(props.panel.metric) : '', {
      period: props.panel.period ? language.known('period', props.panel.period) : '',
      by: props.panel.by ? language.known('by', props.panel.by) : ''
    })
  )
  const anyFigure = computed(
    () => figure.value ?? (props.panel.metrics?.[0] ? figureOfMetric(props.panel.metrics[0]) : props.panel.rows?.[0] && figureOf(props.panel.rows[0]))
  )
  /** What a comparison says, ready to show: direction by arrow and sign, good or bad (or, as the layout wants it, up or down) by colour. */
  const stepOf = (comparison: Comparison | undefined, metric: MetricInfo | null | undefined) => {
    const direction = directionOf(comparison)
    return {
      arrow: arrows[direction],
      tone: layout.value.riseFallCN ? marketTone(direction) : judge(direction, metric?.polarity),
      percent: percentText(comparison, language.t('points')),
      rate: comparison?.rate ?? comparison?.points ?? ''
    }
  }

  return {
    wall,
    layout,
    language,
    figure,
    figureOf,
    figureOfMetric,
    stepOf,
    type: computed(() => wall.type.value!), // set together with the layout
    box: computed(() => panelBox(layout.value, props.panel)),
    title: computed(() => titles.value.main),
    subtitle: computed(() => titles.value.sub),
    freshness: computed(() => freshnessOf(props.panel, anyFigure.value, wall.board.sources, wall.nowMs.value))
  }
}
