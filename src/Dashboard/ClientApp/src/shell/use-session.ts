import { shallowRef } from 'vue'
import { currentSession, signOut, type Session } from '../api/session'

/** Who is signed in, asked once for all pages. */
const session = shallowRef<Session | null>(null)
let asked: Promise<Session | null> | null = null

export function useSession() {
  return {
    session,
    may: (scope: string) => session.value?.scopes.includes(scope) ?? false,
    /** Who is signed in, or null; throws when the server cannot be asked. */
    async load(): Promise<Session | null> {
      asked ??= currentSession()
      try {
        session.value = await asked
      } finally {
        if (!session.value) asked = null
      }
      return session.value
    },
    forget() {
      session.value = null
      asked = null
    },
    async leave() {
      await signOut().catch(() => {})
      session.value = null
      asked = null
    }
  }
}
