import { ApiError, getJson, send } from './http'

export interface Session {
  user: string
  scopes: string[]
  /** Topmost unit that may be read; null if none. */
  unit?: string | null
}

const path = '/api/v1/session'

/** Who is signed in, or null. Errors other than 401 are thrown: a server that is down has signed nobody out. */
export async function currentSession(): Promise<Session | null> {
  try {
    return await getJson<Session>(path)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

export async function signIn(user: string, password: string): Promise<void> {
  await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user, password }) })
}

export async function signOut(): Promise<void> {
  await send(path, { method: 'DELETE' })
}
