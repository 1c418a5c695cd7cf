import { beforeEach, describe, expect, it } from 'vitest'
import type { Heartbeat, Snapshot, SourceStatus, Update } from '../src/live/contract'
import { LiveLink, type LinkState } from '../src/live/link'
import { NotAdmittedError, type LiveConnection, type LiveMessages, type ScreenReport, type Subscription } from '../src/live/transport'
import { FakeScheduler } from './fake-scheduler'

class FakeConnection implements LiveConnection {
  closed = false
  subscriptions: Subscription[] = []

  constructor(
    readonly messages: LiveMessages,
    private readonly server: FakeServer
  ) {}

  async open(): Promise<void> {
    if (this.server.hangs) return new Promise(() => {})
    if (this.server.refuses) throw new NotAdmittedError('refused')
    if (this.server.down) throw new Error('down')
  }

  async subscribe(subscription: Subscription): Promise<void> {
    this.subscriptions.push(subscription)
    if (this.server.answers) this.messages.snapshot(snapshot(this.server.version))
  }

  reports: ScreenReport[] = []
  async report(report: ScreenReport): Promise<void> {
    this.reports.push(report)
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

class FakeServer {
  down = false
  hangs = false
  refuses = false
  answers = true
  version = 7
  readonly connections: FakeConnection[] = []
  readonly openedAt: number[] = []

  constructor(private readonly time: FakeScheduler) {}

  readonly open = (messages: LiveMessages) => {
    const connection = new FakeConnection(messages, this)
    this.connections.push(connection)
    this.openedAt.push(this.time.now())
    return connection
  }

  get last(): FakeConnection {
    return this.connections[this.connections.length - 1]! // tests ask only after a first attempt
  }
}

class Listener {
  states: LinkState[] = []
  snapshots: Snapshot[] = []
  updates: Update[] = []
  heartbeats: Heartbeat[] = []
  sources: SourceStatus[] = []
  refusals = 0
  state = (state: LinkState) => void this.states.push(state)
  snapshot = (message: Snapshot) => void this.snapshots.push(message)
  update = (message: Update) => void this.updates.push(message)
  heartbeat = (message: Heartbeat) => void this.heartbeats.push(message)
  sourceChanged = (message: SourceStatus) => void this.sources.push(message)
  alertChanged = () => {}
  notAdmitted = () => void this.refusals++
}

const snapshot = (version: number): Snapshot => ({
  version,
  at: '2026-06-01T10:00:00+08:00',
  figures: [],
  curves: [],
  sources: [],
  alerts: [],
  demo: false,
  serverVersion: '1'
})
const heartbeat = { at: '2026-06-01T10:00:05+08:00', version: 7 }

describe('LiveLink', () => {
  let time: FakeScheduler
  let server: FakeServer
  let listener: Listener
  let link: LiveLink

  beforeEach(() => {
    time = new FakeScheduler()
    server = new FakeServer(time)
    listener = new Listener()
    link = new LiveLink('wall', server.open, listener, time)
  })

  async function started() {
    link.start()
    await time.advance(0)
  }

  it('becomes live with the first snapshot', async () => {
    await started()
    expect(listener.states).toEqual(['live'])
    expect(server.last.subscriptions).toEqual([{ view: 'wall' }])
  })

  it('stays live for as long as heartbeats come', async () => {
    await started()
    for (let beat = 0; beat < 100; beat++) {
      await time.advance(5_000)
      server.last.messages.heartbeat(heartbeat)
    }
    expect(listener.states).toEqual(['live'])
    expect(server.connections).toHaveLength(1)
  })

  it('is lost within 10 s of the last message though the socket looks open', async () => {
    await started()
    await time.advance(7_900)
    expect(listener.states).toEqual(['live'])
    server.down = true
    await time.advance(2_100)
    expect(listener.states).toEqual(['live', 'lost'])
    expect(server.connections[0]!.closed).toBe(true)
  })

  it('is lost at once when the connection closes', async () => {
    await started()
    server.down = true
    server.last.messages.closed()
    expect(listener.states).toEqual(['live', 'lost'])
  })

  it('subscribes again with the last version it was given', async () => {
    await started()
    server.last.messages.update({ version: 12, at: 'x' })
    server.version = 20
    server.last.messages.closed()
    await time.advance(1_000)
    expect(server.last.subscriptions).toEqual([{ view: 'wall', version: 12 }])
    expect(listener.states).toEqual(['live', 'lost', 'live'])
  })

  it('never gives up, and never waits longer than 15 s between attempts', async () => {
    await started()
    server.down = true
    time.random = () => 1
    server.last.messages.closed()
    await time.advance(3 * 24 * 3_600_000)
    const waits = server.openedAt.slice(1).map((at, index) => at - server.openedAt[index]!) // one shorter than openedAt
    expect(waits.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000])
    expect(Math.max(...waits)).toBe(15_000)
    expect(time.now() - server.openedAt.at(-1)!).toBeLessThanOrEqual(15_000) // there were attempts
    server.down = false
    await time.advance(15_000)
    expect(listener.states.slice(0, 3)).toEqual(['live', 'lost', 'live'])
  })

  it('gives up an attempt that hangs and tries again', async () => {
    server.hangs = true
    await started()
    await time.advance(10_000)
    expect(server.connections[0]!.closed).toBe(true)
    server.hangs = false
    await time.advance(1_000)
    expect(listener.states).toEqual(['live'])
  })

  it('does not count as live when it was subscribed but nothing ever came', async () => {
    server.answers = false
    await started()
    await time.advance(10_000)
    expect(listener.states).toEqual([])
    expect(server.connections[0]!.closed).toBe(true)
  })

  it('ignores messages of a connection that was given up', async () => {
    await started()
    const old = server.last
    server.down = true
    old.messages.closed()
    old.messages.snapshot(snapshot(99))
    old.messages.heartbeat(heartbeat)
    old.messages.closed()
    expect(listener.snapshots).toHaveLength(1)
    expect(listener.states).toEqual(['live', 'lost'])
    await time.advance(400)
    expect(server.connections.length).toBeLessThanOrEqual(2)
  })

  it('takes a heartbeat after a reconnect as life only once the subscription stands', async () => {
    await started()
    server.answers = false
    server.last.messages.closed()
    const openBefore = server.connections.length
    await time.advance(1_000)
    expect(server.connections.length).toBe(openBefore + 1)
    server.last.messages.heartbeat(heartbeat)
    expect(listener.states).toEqual(['live', 'lost', 'live'])
  })

  it('reports a refusal and goes on trying', async () => {
    server.refuses = true
    await started()
    expect(listener.refusals).toBe(1)
    server.refuses = false
    await time.advance(1_000)
    expect(listener.states).toEqual(['live'])
  })

  it('leaves nothing running when stopped', async () => {
    await started()
    link.stop()
    await time.advance(60_000)
    expect(time.waiting).toBe(0)
    expect(server.connections).toHaveLength(1)
    expect(server.last.closed).toBe(true)
  })

  it('keeps one timer however many messages come', async () => {
    await started()
    for (let index = 0; index < 10_000; index++) server.last.messages.update({ version: 8 + index, at: 'x' })
    expect(time.waiting).toBe(1)
  })
})
