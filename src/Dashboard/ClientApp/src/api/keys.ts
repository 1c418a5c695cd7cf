import { getJson, send } from './http'

/** A key of a program. The secret is in no answer but the one that makes it. */
export interface Key {
  id: string
  name: string
  scopes: string[]
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
  lastUsedAt: string | null
  key?: string
}

const path = '/api/v1/keys'

export const listKeys = async () => (await getJson<{ items: Key[] }>(path)).items

export async function addKey(name: string, scopes: string[], expires: string | null): Promise<Key> {
  const answer = await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, scopes, expires }) })
  return (await answer.json()) as Key
}

export async function revokeKey(id: string): Promise<void> {
  await send(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
