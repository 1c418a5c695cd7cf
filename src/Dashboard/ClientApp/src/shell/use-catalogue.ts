import { computed, shallowRef } from 'vue'
import { readCatalogue, type Catalogue, type CatalogueCategory, type CatalogueMetric, type CatalogueUnit } from '../api/catalogue'

/** What may be counted, asked once for all pages; a change of the configuration is seen when a page asks again. */
const catalogue = shallowRef<Catalogue | null>(null)
let asked: Promise<Catalogue> | null = null

export function useCatalogue() {
  const metrics = computed(() => new Map((catalogue.value?.metrics ?? []).map(metric => [metric.id, metric])))
  return {
    catalogue,
    metrics,
    async load(again = false): Promise<Catalogue> {
      if (again) asked = null
      asked ??= readCatalogue()
      try {
        catalogue.value = await asked
        return catalogue.value
      } catch (error) {
        asked = null
        throw error
      }
    },
    unit: (code: string): CatalogueUnit | undefined => findUnit(catalogue.value?.units ?? [], code),
    /** The category tree that a metric counts by: a selection has that of the metric it selects from. */
    categoriesOf: (metric: CatalogueMetric | undefined): CatalogueCategory[] =>
      (metric?.of ? metrics.value.get(metric.of)?.categories : metric?.categories) ?? []
  }
}

export function findUnit(units: readonly CatalogueUnit[], code: string): CatalogueUnit | undefined {
  for (const unit of units) {
    const found = unit.code === code ? unit : findUnit(unit.children, code)
    if (found) return found
  }
  return undefined
}
