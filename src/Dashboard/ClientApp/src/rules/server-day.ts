import type { Catalogue } from '../api/catalogue'
import { getJson } from '../api/http'

/** Today in the office's calendar, as the server sees it: the browser may be in another zone, or its clock wrong. */
export async function serverDay(catalog: Catalogue): Promise<string> {
  const metric = encodeURIComponent(catalog.metrics[0]?.id ?? '')
  const answer = await getJson<{ items: { period: { from: string } }[] }>(`/api/v1/statistics?period=today&compare=none&metric=${metric}`)
  return answer.items[0]?.period.from ?? new Date().toISOString().slice(0, 10)
}
