import type { Finding } from '../api/bulletins'

/** A stretch of the text: plain, or the words of one finding. */
export interface Segment {
  text: string
  finding: Finding | null
  /** Index of the finding, the link between a mark and its line. */
  index: number
}

/** Cuts a text at its findings; nothing is lost and nothing shown twice. */
export function segmentsOf(text: string, findings: readonly Finding[]): Segment[] {
  const segments: Segment[] = []
  let from = 0
  findings.forEach((finding, index) => {
    if (finding.offset < from || finding.offset + finding.length > text.length) return
    if (finding.offset > from) segments.push({ text: text.slice(from, finding.offset), finding: null, index: -1 })
    from = finding.offset + finding.length
    segments.push({ text: text.slice(finding.offset, from), finding, index })
  })
  if (from < text.length) segments.push({ text: text.slice(from), finding: null, index: -1 })
  return segments
}

/** Days as typed: null where none were, NaN where it is no number of days. */
export function daysOf(typed: string | number): number | null {
  const text = String(typed).trim()
  if (text === '') return null
  const days = Number(text)
  return Number.isInteger(days) && days >= 1 && days <= 3_660 ? days : Number.NaN
}
