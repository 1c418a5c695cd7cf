import { getJson } from '../api/http'
import type { Named } from '../live/contract'

interface Tree extends Named {
  code?: string
  path?: string
  children: Tree[]
}

interface Catalogue {
  timeZone: string
  units: Tree[]
  metrics: (Named & { id: string; group: string; categories: Tree[] })[]
}

export interface Choice extends Named {
  value: string
  /** Levels below the top, for indenting. */
  depth: number
}

/** What a silence may match on, and with what, under the names of the catalogue and of the rules in force. */
export interface Choices {
  timeZone: string
  byLabel: Record<string, Choice[]>
}

export const labels = ['rule', 'metric', 'unit', 'category', 'severity', 'group'] as const

export async function readChoices(): Promise<Choices> {
  const [catalogue, rules] = await Promise.all([
    getJson<Catalogue>('/api/v1/catalog'),
    getJson<{ items: (Named & { id: string })[] }>('/api/v1/rules')
  ])
  return choicesOf(catalogue, rules.items)
}

export function choicesOf(catalogue: Catalogue, rules: readonly (Named & { id: string })[]): Choices {
  const categories = new Map<string, Choice>()
  for (const metric of catalogue.metrics)
    for (const choice of flat(metric.categories, node => node.path ?? '')) if (!categories.has(choice.value)) categories.set(choice.value, choice)
  return {
    timeZone: catalogue.timeZone,
    byLabel: {
      rule: rules.map(rule => ({ value: rule.id, name: rule.name, nameEn: rule.nameEn, depth: 0 })),
      metric: catalogue.metrics.map(metric => ({ value: metric.id, name: metric.name, nameEn: metric.nameEn, depth: 0 })),
      unit: flat(catalogue.units, node => node.code ?? ''),
      category: [...categories.values()],
      severity: ['red', 'orange', 'yellow', 'blue'].map(value => ({ value, name: '', nameEn: '', depth: 0 })),
      group: [...new Set(catalogue.metrics.map(metric => metric.group).filter(group => group !== ''))].map(value => ({ value, name: value, nameEn: value, depth: 0 }))
    }
  }
}

function flat(nodes: readonly Tree[], valueOf: (node: Tree) => string, depth = 0): Choice[] {
  return nodes.flatMap(node => [{ value: valueOf(node), name: node.name, nameEn: node.nameEn, depth }, ...flat(node.children, valueOf, depth + 1)])
}
