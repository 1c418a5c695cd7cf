import type { HeardSource } from '../src/live/board'
import type { Comparison, Figure, PanelLayout, Snapshot, SourceStatus } from '../src/live/contract'

/** Some valid objects; a test states only what matters to it. */
export const Some = {
  comparison: (given: Partial<Comparison> = {}): Comparison => ({
    period: null,
    current: 993,
    value: 794,
    change: 199,
    rate: 0.2506,
    percent: '+25.06%',
    text: '同比上升25.06%',
    textEn: 'up 25.06% year on year',
    comparable: true,
    reason: null,
    ...given
  }),

  figure: (given: Partial<Figure> = {}): Figure => ({
    metric: 'incident',
    unit: '331125',
    category: '',
    source: null,
    period: { name: 'ytd', from: '2026-01-01', to: '2027-01-01', days: 152, complete: false },
    value: 993,
    comparisons: { year: Some.comparison() },
    quality: { state: 'provisional', missingSources: [], coarsest: 'hour' },
    ...given
  }),

  panel: (given: Partial<PanelLayout> = {}): PanelLayout => ({
    id: 'cases',
    kind: 'headline',
    x: 0,
    y: 0,
    w: 6,
    h: 4,
    metric: { id: 'incident', name: '警情', nameEn: 'Incidents', kind: 'flow', unit: '起', polarity: 'down', sources: ['dispatch110'] },
    category: '',
    period: 'ytd',
    compare: ['year'],
    ...given
  }),

  source: (given: Partial<SourceStatus> = {}): SourceStatus => ({
    id: 'dispatch110',
    name: '110接处警',
    nameEn: '110 calls',
    state: 'live',
    lastSuccessAt: '2026-06-01T10:00:00+08:00',
    lastRecordAt: null,
    ageSeconds: 0,
    lateAfterSeconds: 900,
    ...given
  }),

  heard: (given: Partial<HeardSource> = {}): HeardSource => ({ ...Some.source(given), heardAtMs: 0, ...given }),

  snapshot: (given: Partial<Snapshot> = {}): Snapshot => ({
    version: 1,
    at: '2026-06-01T10:00:00+08:00',
    figures: [],
    curves: [],
    sources: [],
    alerts: [],
    demo: false,
    serverVersion: '0.1.0',
    ...given
  })
}
