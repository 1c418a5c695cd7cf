import type { Router } from 'vue-router'
import type { Session } from '../api/session'

/** A place in the navigation. It is shown only when its route exists and the caller may go there. */
export interface Place {
  path: string
  /** Key under `nav` of the messages. */
  label: string
  /** The scope that opens it; without one every signed-in person may. */
  needs?: 'admin'
}

export const places: readonly Place[] = [
  { path: '/', label: 'home' },
  { path: '/today', label: 'today' },
  { path: '/explore', label: 'explore' },
  { path: '/alerts', label: 'alerts' },
  { path: '/rules', label: 'rules' },
  { path: '/silences', label: 'silences' },
  { path: '/rosters', label: 'rosters' },
  { path: '/reports', label: 'reports' },
  { path: '/bulletin', label: 'bulletin' },
  { path: '/sources', label: 'sources' },
  { path: '/walls', label: 'walls' },
  { path: '/admin', label: 'admin', needs: 'admin' }
]

export function shownPlaces(all: readonly Place[], session: Session | null, exists: (path: string) => boolean): Place[] {
  return all.filter(place => exists(place.path) && (!place.needs || (session?.scopes.includes(place.needs) ?? false)))
}

/** Whether a path leads to a page rather than to the page that says that there is none. */
export function pageExists(router: Router, path: string): boolean {
  return router.resolve(path).matched.some(route => !route.path.includes(':rest'))
}

/** The place that a path belongs to: the longest that it begins with. */
export function placeOf(all: readonly Place[], path: string): string {
  const under = all.filter(place => path === place.path || (place.path !== '/' && path.startsWith(`${place.path}/`)))
  return under.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? ''
}
