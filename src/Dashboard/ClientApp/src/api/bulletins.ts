import { send } from './http'

export type Verdict = 'ok' | 'wrong' | 'not_derivable'

/** A derived figure of a bulletin; offset and length are those of JavaScript strings. */
export interface Finding {
  offset: number
  length: number
  kind: string
  verdict: Verdict
  reason: string
  printed: string
  right: string | null
  rightHalfEven: string | null
  exact: string | null
  why: string
  whyEn: string
}

export interface BulletinReport {
  ok: number
  wrong: number
  notDerivable: number
  complete: boolean
  items: Finding[]
}

/** Longest text that the server looks at. */
export const maxCharacters = 200_000

export async function checkBulletin(text: string, days: number | null): Promise<BulletinReport> {
  const response = await send('/api/v1/bulletins/check', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(days === null ? { text } : { text, days })
  })
  return (await response.json()) as BulletinReport
}
