/** The languages of the pages; Chinese is the default. */
export type Locale = 'zh-CN' | 'en'

const storageKey = 'tongbi.lang'

/** `?lang=` in the address first (a wall may be started so), then what this device chose last, then Chinese. */
export function chooseLocale(search: string, remembered: string | null): Locale {
  return parseLocale(new URLSearchParams(search).get('lang')) ?? parseLocale(remembered) ?? 'zh-CN'
}

export function parseLocale(text: string | null): Locale | null {
  if (!text) return null
  const language = text.toLowerCase().split('-')[0]
  return language === 'en' ? 'en' : language === 'zh' ? 'zh-CN' : null
}

/** A browser may forbid storage (private mode, policy): then the choice lasts as long as the page. */
export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // Nothing to do: the page works without a memory.
  }
}

export function rememberedLocale(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
