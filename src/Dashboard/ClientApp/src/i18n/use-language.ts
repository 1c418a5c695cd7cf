import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ageOf } from '../format/time'
import { setLocale } from '.'

/** Messages together with what else depends on the language: names from the catalogue, ages, periods. */
export function useLanguage() {
  const { t, te, tm, rt, locale } = useI18n()
  const english = computed(() => locale.value === 'en')

  return {
    t,
    english,
    toggle: () => setLocale(english.value ? 'zh-CN' : 'en'),
    named: (item: { name: string; nameEn?: string | null }) => (english.value && item.nameEn ? item.nameEn : item.name),
    either: (zh: string | null | undefined, en: string | null | undefined) => (english.value && en ? en : (zh ?? en ?? '')),
    /** Measure words such as 起 have no English counterpart; the percent sign has. */
    measure: (unit: string) => (english.value && unit !== '%' ? '' : unit),
    age: (seconds: number, short = false) => {
      const age = ageOf(seconds)
      return t(`${short ? 'ageShort' : 'age'}.${age.unit}`, { count: age.count })
    },
    /** The key's message, or the key itself: an unknown code is shown, not hidden. */
    known: (group: string, key: string) => (te(`${group}.${key}`) || te(`${group}.${key}`, 'zh-CN') ? t(`${group}.${key}`) : key),
    weekday: (day: number, short = false) => {
      const names = tm(short ? 'weekdayShort' : 'weekday') as string[]
      return rt(names[day] ?? '')
    }
  }
}
