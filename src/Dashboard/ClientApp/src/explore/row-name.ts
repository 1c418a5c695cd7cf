import type { Catalogue, CatalogueCategory, CatalogueUnit } from '../api/catalogue'
import type { SpokenFigure } from '../api/statistics'

interface Speech {
  either(zh: string | null | undefined, en: string | null | undefined): string
}

/** What a row is called: the unit, category or source by which the answer was split. What stands at the parent itself is told apart from it. */
export function nameOf(figure: SpokenFigure, by: string, catalogue: Catalogue | null, speech: Speech, own: (name: string) => string): string {
  const key = figure.key ?? ''
  const itself = key.endsWith('/~')
  const named = found(figure, by, catalogue)
  const name = named ? speech.either(named.name, named.nameEn) : key.replace(/\/?~$/, '') || figure.unit
  return itself ? own(name) : name
}

function found(figure: SpokenFigure, by: string, catalogue: Catalogue | null): { name: string; nameEn: string | null } | undefined {
  if (!catalogue) return undefined
  if (by === 'source') return catalogue.sources.find(source => source.id === figure.key)
  const metric = catalogue.metrics.find(each => each.id === figure.metric)
  if (by === 'category') {
    const tree = (metric?.of ? catalogue.metrics.find(each => each.id === metric.of) : metric)?.categories ?? []
    return search<CatalogueCategory>(tree, node => node.path === figure.category) ?? metric
  }
  return search<CatalogueUnit>(catalogue.units, unit => unit.code === figure.unit)
}

function search<T extends { children: T[] }>(level: readonly T[], fits: (node: T) => boolean): T | undefined {
  for (const node of level) {
    const match = fits(node) ? node : search(node.children, fits)
    if (match) return match
  }
  return undefined
}
