import { useI18n } from 'vue-i18n'
import { ApiError } from '../api/http'

/** An error in the words of the reader, with the stable code for the one who is called for help. */
export function useProblem() {
  const { t, te } = useI18n()
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('state.unreachable')
    const known = `problem.${error.code}`
    if (error.code && (te(known) || te(known, 'zh-CN'))) return t(known)
    return `${error.message || t('state.failed')}${error.code ? ` (${error.code})` : ` (HTTP ${error.status})`}`
  }
}
