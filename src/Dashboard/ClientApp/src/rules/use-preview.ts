import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { previewRule, type RulePreview } from '../api/rules'
import type { RuleDocument } from './rule-document'

const pauseMs = 350

type Question = { rule: RuleDocument } | { yaml: string }

/** What the rule would say now, asked for when the typing pauses; an answer to an older question is never shown. */
export function usePreview(taken: (preview: RulePreview, question: Question) => void) {
  const preview = shallowRef<RulePreview | null>(null)
  const busy = ref(false)
  const failed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  function ask(question: Question) {
    clearTimeout(timer)
    running?.abort()
    busy.value = true
    timer = setTimeout(() => void run(question), pauseMs)
  }

  async function run(question: Question) {
    const own = (running = new AbortController())
    try {
      const answer = await previewRule(question, own.signal)
      if (own.signal.aborted) return
      preview.value = answer
      failed.value = false
      taken(answer, question)
    } catch {
      if (own.signal.aborted) return
      failed.value = true
    }
    busy.value = false
  }

  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { preview, busy, failed, ask }
}
