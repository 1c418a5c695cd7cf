const separator = ' · '

/**
 * A title in two weights: what is counted, and beside it the period and the split. A title that the layout gives itself
 * (it does not begin with the metric's name) says what it wants to say; only its part after the first dot steps back.
 */
export function splitTitle(title: string, metric: string, given: { period: string; by: string }): { main: string; sub: string } {
  if (!title) return { main: metric, sub: join(given.period, given.by) }
  const [main, ...rest] = title.split(separator) as [string, ...string[]]
  return { main, sub: main === metric ? join(...rest, given.by) : join(...rest) }
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(separator)
}
