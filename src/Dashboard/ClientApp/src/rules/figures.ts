/** A statistic as people read it: shares in percent, with their sign where they compare; counts plainly. */
export function statisticText(statistic: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  switch (statistic) {
    case 'rate':
      return `${signOf(value)}${plain(Math.abs(value) * 100)}%`
    case 'late':
    case 'reclassified':
      return `${plain(value * 100)}%`
    case 'change':
    case 'points':
    case 'z':
      return `${signOf(value)}${plain(Math.abs(value))}`
    default:
      return value < 0 ? `−${plain(-value)}` : plain(value)
  }
}

const signOf = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '')

// The server has rounded; this only keeps binary fractions from showing.
const plain = (value: number) => String(Math.round(value * 10_000) / 10_000)
