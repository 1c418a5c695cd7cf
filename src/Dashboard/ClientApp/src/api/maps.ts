import { getJson } from './http'

export interface UnitMap {
  id: string
  width: number
  height: number
  areas: { code: string | null; path: string; x: number; y: number }[]
}

export function unitMap(id: string): Promise<UnitMap> {
  return getJson(`/api/v1/maps/${encodeURIComponent(id)}`)
}
