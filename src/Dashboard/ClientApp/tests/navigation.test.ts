import { describe, expect, it } from 'vitest'
import { placeOf, places, shownPlaces } from '../src/shell/navigation'
import en from '../src/i18n/en.json'
import zhCN from '../src/i18n/zh-CN.json'

const person = (...scopes: string[]) => ({ user: 'a', scopes })

describe('navigation', () => {
  it('shows a place only when its page exists', () => {
    expect(shownPlaces(places, person(), path => path === '/alerts').map(place => place.path)).toEqual(['/alerts'])
  })

  it('hides administration from those who may not', () => {
    expect(shownPlaces(places, person('read:331125'), () => true).some(place => place.path === '/admin')).toBe(false)
    expect(shownPlaces(places, person('admin'), () => true).some(place => place.path === '/admin')).toBe(true)
    expect(shownPlaces(places, null, () => true).some(place => place.path === '/admin')).toBe(false)
  })

  it('knows the place that a page belongs to', () => {
    expect(placeOf(places, '/')).toBe('/')
    expect(placeOf(places, '/alerts/17')).toBe('/alerts')
    expect(placeOf(places, '/alertsomething')).toBe('')
  })

  it('has a name for every place in both languages', () => {
    for (const place of places)
      for (const messages of [en, zhCN]) expect((messages.nav as Record<string, string>)[place.label]).toBeTruthy()
  })
})
