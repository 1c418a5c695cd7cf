import type { LayoutSource } from '../editor/layout'
import type { Snapshot, WallLayout } from '../live/contract'
import { getJson, send } from './http'

export interface WallSource {
  origin: 'file' | 'saved' | 'default'
  version: number
  layout: LayoutSource
}

export interface WallPreview {
  mistakes: { line: number; column: number; reason: string }[]
  document: WallLayout | null
  snapshot: Snapshot | null
}

const root = '/api/v1/walls'
const yamlBody = (yaml: string) => ({ body: yaml, headers: { 'Content-Type': 'application/yaml', Accept: 'application/json' } })

export function wallSource(id: string): Promise<WallSource> {
  return getJson(`${root}/${encodeURIComponent(id)}/source`)
}

export async function previewWall(yaml: string): Promise<WallPreview> {
  return (await (await send(`${root}/preview`, { method: 'POST', ...yamlBody(yaml) })).json()) as WallPreview
}

/** Saves as a new version; refused if another was saved since `seen`. */
export async function saveWall(id: string, yaml: string, seen: number): Promise<number> {
  const { body, headers } = yamlBody(yaml)
  const answer = await send(`${root}/${encodeURIComponent(id)}`, { method: 'PUT', body, headers: { ...headers, 'If-Match': `"${seen}"` } })
  return ((await answer.json()) as { version: number }).version
}
