import { i18n } from '.'

/** Adds the words of one area of pages when its pages are loaded; the first start carries only what every page says. */
export function addWords(zh: object, en: object): void {
  i18n.global.mergeLocaleMessage('zh-CN', zh)
  i18n.global.mergeLocaleMessage('en', en)
}
