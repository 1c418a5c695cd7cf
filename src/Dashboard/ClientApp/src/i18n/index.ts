import { createI18n } from 'vue-i18n'
import alertWordsEn from '../alerts/words.en.json'
import alertWordsZh from '../alerts/words.zh.json'
import en from './en.json'
import { chooseLocale, rememberedLocale, rememberLocale, type Locale } from './locale'
import zhCN from './zh-CN.json'

export const i18n = createI18n({
  legacy: false,
  locale: chooseLocale(location.search, rememberedLocale()),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': { ...zhCN, ...alertWordsZh }, en: { ...en, ...alertWordsEn } },
  missingWarn: false,
  fallbackWarn: false
})

document.documentElement.lang = i18n.global.locale.value

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  rememberLocale(locale)
}
