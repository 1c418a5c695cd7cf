import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { ApiError } from '../api/http'
import { useSession } from './use-session'

export type RequestState = 'loading' | 'ready' | 'error' | 'denied'

/**
 * What a page shows, and how the asking went. An answer that is overtaken by a later question is dropped; a failure keeps what is shown and is
 * told beside it. A session that has ended leads to the sign-in page and back.
 */
export function useRequest<T>(ask: () => Promise<T>, options: { everyMs?: number; immediate?: boolean } = {}) {
  const router = useRouter()
  const { forget } = useSession()
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const busy = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function reload(): Promise<void> {
    clearTimeout(timer)
    const mine = ++turn
    busy.value = true
    try {
      const answer = await ask()
      if (mine !== turn || gone) return
      data.value = answer
      error.value = null
    } catch (problem) {
      if (mine !== turn || gone) return
      if (problem instanceof ApiError && problem.status === 401) {
        forget()
        await router.replace({ path: '/login', query: { return: router.currentRoute.value.fullPath } })
        return
      }
      error.value = problem
    } finally {
      if (mine === turn) busy.value = false
    }
    if (options.everyMs && !gone) timer = setTimeout(() => void reload(), options.everyMs)
  }

  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })
  if (options.immediate !== false) void reload()

  return {
    data,
    error,
    busy,
    reload,
    state: computed<RequestState>(() => {
      if (error.value instanceof ApiError && error.value.status === 403) return 'denied'
      if (data.value !== null) return 'ready'
      return error.value ? 'error' : 'loading'
    })
  }
}
