import { getJson, send } from './http'

export interface StandIn {
  day: string
  planned: string
  person: string
  note: string
  author: string
  madeAt: string
  endedBy: string | null
  endedAt: string | null
}

export interface Shift {
  day: string
  from: string
  to: string
  current: boolean
  planned: string | null
  onDuty: string | null
  standIn: StandIn | null
  overruled: boolean
}

export interface Roster {
  id: string
  onDuty: string | null
  shifts: Shift[]
}

export interface RosterList {
  at: string
  items: Roster[]
  people: string[]
  mayChange: boolean
}

const root = '/api/v1/rosters'

export function listRosters(): Promise<RosterList> {
  return getJson(root)
}

export function standIns(roster: string): Promise<StandIn[]> {
  return getJson(`${root}/${encodeURIComponent(roster)}/stand-ins`)
}

export async function standIn(roster: string, day: string, person: string, note: string): Promise<void> {
  await send(at(roster, day), { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ standIn: person, note }) })
}

export async function takeBack(roster: string, day: string): Promise<void> {
  await send(at(roster, day), { method: 'DELETE' })
}

function at(roster: string, day: string): string {
  return `${root}/${encodeURIComponent(roster)}/stand-ins/${encodeURIComponent(day)}`
}
