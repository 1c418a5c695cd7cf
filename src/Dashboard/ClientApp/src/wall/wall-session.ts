import { inject, onScopeDispose, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { ApiError } from '../api/http'
import { wallLayout } from '../api/walls'
import { backoffDelay } from '../live/backoff'
import { Board } from '../live/board'
import type { WallLayout } from '../live/contract'
import { LiveLink, type LinkState } from '../live/link'
import { browserScheduler } from '../live/scheduler'
import { ServerClock } from '../live/server-clock'
import { openSignalR } from '../live/signalr-transport'
import { reloadWhenServed } from './reload'
import { pageName, reportMs, reportOf } from './report'
import { FrameWatch, isNightlyReloadDue, lostTooLongMs, sampleFrames } from './self-watch'
import { typeScale, type TypeScale } from './sizing'

export type LoadProblem = 'unreachable' | 'failed' | 'notAdmitted' | 'noSuchWall'

/** Everything that one wall on screen knows. */
export interface WallSession {
  id: string
  layout: ShallowRef<WallLayout | null>
  type: ShallowRef<TypeScale | null>
  board: Board
  link: ShallowRef<LinkState>
  /** Server time of the last sign of life: what is shown is of this moment. */
  heardAtMs: ShallowRef<number | null>
  /** The server's time, ticking once a second. */
  nowMs: ShallowRef<number>
  problem: ShallowRef<LoadProblem | null>
  attempts: ShallowRef<number>
}

const key: InjectionKey<WallSession> = Symbol('wall')

export function useWall(): WallSession {
  const session = inject(key)
  if (!session) throw new Error('A wall panel stands outside of a wall page.')
  return session
}

/** Gives the panels below a wall to show. */
export function provideSession(session: WallSession): void {
  provide(key, session)
}

/** Loads the layout, retrying for ever, then keeps the live link for as long as the page is shown. */
export function provideWall(id: string): WallSession {
  const scheduler = browserScheduler
  const clock = new ServerClock(scheduler.now, () => Date.now())
  const session: WallSession = {
    id,
    layout: shallowRef(null),
    type: shallowRef(null),
    board: new Board(callback => requestAnimationFrame(callback), () => clock.now()),
    link: shallowRef('connecting'),
    heardAtMs: shallowRef(null),
    nowMs: shallowRef(clock.now()),
    problem: shallowRef(null),
    attempts: shallowRef(0)
  }
  let disposed = false
  let cancelRetry = () => {}

  let heardHere = scheduler.now()
  const heard = (at: string) => {
    clock.hear(at)
    heardHere = scheduler.now()
    session.heardAtMs.value = clock.now()
  }

  const link = new LiveLink(id, openSignalR('/hubs/live'), {
    state(state) {
      const before = session.link.value
      session.link.value = state
      if (state === 'live') void lookAtMyself()
      // While the link was down the layout file may have changed.
      if (before === 'lost' && state === 'live') void refreshLayout()
    },
    snapshot(message) {
      const known = session.board.serverVersion.value
      heard(message.at)
      session.board.applySnapshot(message)
      session.problem.value = null
      if (known !== null && known !== message.serverVersion) reloadWhenServed(scheduler)
    },
    update(message) {
      heard(message.at)
      session.board.applyUpdate(message)
    },
    heartbeat: message => heard(message.at),
    sourceChanged: message => session.board.applySource(message),
    alertChanged: message => session.board.applyAlert(message),
    notAdmitted: () => onRefused()
  }, scheduler)

  function onRefused() {
    session.problem.value = 'notAdmitted'
    // The address of a device screen holds its token: asking for the page again renews the cookie.
    if (new URLSearchParams(location.search).has('token')) reloadWhenServed(scheduler)
  }

  function show(layout: WallLayout) {
    session.layout.value = layout
    session.type.value = typeScale(layout)
  }

  async function refreshLayout() {
    try {
      const layout = await wallLayout(id)
      if (!disposed && JSON.stringify(layout) !== JSON.stringify(session.layout.value)) show(layout)
    } catch {
      // The layout on screen stays; the next reconnect asks again.
    }
  }

  async function load() {
    session.attempts.value++
    try {
      const layout = await wallLayout(id)
      if (disposed) return
      session.problem.value = null
      show(layout)
      link.start()
    } catch (error) {
      if (disposed) return
      session.problem.value = problemOf(error)
      if (session.problem.value === 'notAdmitted') onRefused()
      cancelRetry = scheduler.after(backoffDelay(session.attempts.value, scheduler.random), () => void load())
    }
  }

  const loadedAt = scheduler.now()
  const stagger = scheduler.random() * 60
  const page = pageName(scheduler.random)
  const frameWatch = new FrameWatch()
  let cancelLook = () => {}
  let looking = false

  /** Tells the server how this page is doing, and loads it anew where it does badly: nobody stands by to do it. */
  async function lookAtMyself() {
    if (looking) return
    looking = true
    cancelLook()
    const sample = await sampleFrames(scheduler, callback => requestAnimationFrame(callback), handle => cancelAnimationFrame(handle))
    looking = false
    if (disposed) return
    const silentMs = scheduler.now() - heardHere
    link.report(reportOf(session, page, sample, silentMs))
    if (frameWatch.judge(sample, document.visibilityState === 'visible') || silentMs >= lostTooLongMs) reloadWhenServed(scheduler)
    cancelLook = scheduler.after(reportMs, () => void lookAtMyself())
  }

  let cancelTick = () => {}
  function tick() {
    session.nowMs.value = clock.now()
    if (session.layout.value && isNightlyReloadDue(clock.now(), session.layout.value.timeZone, stagger, scheduler.now() - loadedAt)) reloadWhenServed(scheduler)
    // Aligned to the server's full second, so that the clock on the wall changes when the second does.
    cancelTick = scheduler.after(1_000 - (clock.now() % 1_000) + 5, tick)
  }

  tick()
  void load()
  cancelLook = scheduler.after(reportMs, () => void lookAtMyself())
  onScopeDispose(() => {
    disposed = true
    cancelRetry()
    cancelTick()
    cancelLook()
    link.stop()
  })
  provide(key, session)
  return session
}

function problemOf(error: unknown): LoadProblem {
  if (!(error instanceof ApiError)) return 'unreachable'
  if (error.status === 401 || error.status === 403) return 'notAdmitted'
  return error.status === 404 ? 'noSuchWall' : 'failed'
}
