import { getJson } from './http'

export interface CatalogueUnit {
  code: string
  name: string
  nameEn: string | null
  children: CatalogueUnit[]
}

export interface CatalogueCategory {
  id: string
  path: string
  name: string
  nameEn: string | null
  validFrom: string | null
  validTo: string | null
  children: CatalogueCategory[]
}

export interface CatalogueSource {
  id: string
  name: string
  nameEn: string | null
  cadence: string
  lateAfter: string
  silentAfter: string
}

export interface CatalogueMetric {
  id: string
  name: string
  nameEn: string | null
  kind: 'flow' | 'stock' | 'ratio' | 'selection'
  unit: string
  polarity: 'up' | 'down' | 'neutral'
  group: string | null
  definition: string | null
  definitionEn: string | null
  sources: string[]
  categories: CatalogueCategory[]
  of: string | null
  select: string[]
  numerator: string | null
  denominator: string | null
  /** Two of the sources that tell the same fact; empty where none do. */
  reconcile: string[]
}

export interface Catalogue {
  timeZone: string
  dayStart: string
  weekStart: string
  monthStart: number
  firstYear: number
  demo: boolean
  units: CatalogueUnit[]
  sources: CatalogueSource[]
  metrics: CatalogueMetric[]
}

export const readCatalogue = () => getJson<Catalogue>('/api/v1/catalog')
