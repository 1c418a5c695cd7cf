import { onScopeDispose, shallowRef } from 'vue'
import { Board } from '../live/board'
import type { Snapshot, WallLayout } from '../live/contract'
import { provideSession, type WallSession } from './wall-session'
import { typeScale } from './sizing'

/** A wall without a link: it shows what it is given, and its clock goes on from there. For previews. */
export function provideStillWall(id: string): { show(document: WallLayout, snapshot: Snapshot): void } {
  let offset = 0
  const now = () => Date.now() + offset
  const session: WallSession = {
    id,
    layout: shallowRef(null),
    type: shallowRef(null),
    board: new Board(callback => requestAnimationFrame(callback), now),
    link: shallowRef('live'),
    heardAtMs: shallowRef(null),
    nowMs: shallowRef(now()),
    problem: shallowRef(null),
    attempts: shallowRef(0)
  }
  const timer = setInterval(() => (session.nowMs.value = now()), 1_000)
  onScopeDispose(() => clearInterval(timer))
  provideSession(session)
  return {
    show(document, snapshot) {
      offset = Date.parse(snapshot.at) - Date.now()
      session.nowMs.value = now()
      session.heardAtMs.value = now()
      session.layout.value = document
      session.type.value = typeScale(document)
      session.board.applySnapshot(snapshot)
    }
  }
}
