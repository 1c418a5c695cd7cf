import type { Snapshot, WallLayout } from '../live/contract'
import { getJson } from './http'

export interface WallName {
  id: string
  title: string
  titleEn: string
}

const root = '/api/v1/walls'

export async function listWalls(): Promise<WallName[]> {
  const answer = await getJson<{ items: WallName[] } | WallName[]>(root)
  return Array.isArray(answer) ? answer : answer.items
}

export function wallLayout(id: string): Promise<WallLayout> {
  return getJson(`${root}/${encodeURIComponent(id)}`)
}

export function wallSnapshot(id: string): Promise<Snapshot> {
  return getJson(`${root}/${encodeURIComponent(id)}/snapshot`)
}
