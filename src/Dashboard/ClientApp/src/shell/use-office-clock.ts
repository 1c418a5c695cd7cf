import { onScopeDispose, ref } from 'vue'
import { clockText, wallTime } from '../format/time'

const everyMs = 15_000

/**
 * The office's time by the server's clock, and whether the server answers. The offset is from the answer's Date header, which is whole seconds:
 * enough for a clock that shows minutes.
 */
export function useOfficeClock(timeZone: () => string) {
  const text = ref('')
  const linked = ref(true)
  let offsetMs = 0
  let gone = false

  const show = () => {
    const now = Date.now() + offsetMs
    const { month, day } = wallTime(now, timeZone())
    text.value = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${clockText(now, timeZone(), false)}`
  }

  async function ask() {
    try {
      const answer = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })
      const date = Date.parse(answer.headers.get('Date') ?? '')
      if (!Number.isNaN(date)) offsetMs = date - Date.now()
      linked.value = answer.ok
    } catch {
      linked.value = false
    }
    if (gone) return
    show()
    timer = setTimeout(() => void ask(), everyMs)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const second = setInterval(show, 1_000)
  show()
  void ask()
  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
    clearInterval(second)
  })
  return { text, linked }
}
