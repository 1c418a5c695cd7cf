/** The day of the Chinese calendar, as the browser's own tables give it. */
export interface LunarDay {
  month: number
  /** A month that is put in between, after the one of the same number. */
  leap: boolean
  day: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const months = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

export function lunarDay(instantMs: number, timeZone: string): LunarDay | null {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone, month: 'numeric', day: 'numeric' })
    formatters.set(timeZone, formatter)
  }
  const parts: Record<string, string> = {}
  for (const part of formatter.formatToParts(instantMs)) parts[part.type] = part.value
  const month = /^(\d+)(bis)?$/.exec(parts.month ?? '')
  const day = Number(parts.day)
  return month && day >= 1 && day <= 30 ? { month: Number(month[1]), leap: month[2] !== undefined, day } : null
}

/** 正月初一, 闰六月廿三, 腊月三十. */
export function lunarText(lunar: LunarDay): string {
  return `${lunar.leap ? '闰' : ''}${months[lunar.month - 1]}月${dayText(lunar.day)}`
}

function dayText(day: number): string {
  if (day === 20) return '二十'
  if (day === 30) return '三十'
  return ['初', '十', '廿'][Math.floor((day - 1) / 10)]! + digits[(day - 1) % 10]! // 1 to 30
}
