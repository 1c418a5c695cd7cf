// npm influx, the client of InfluxDB's version 1, used as its documentation shows.
import assert from 'node:assert/strict'
import influxdb from 'influx'

const { InfluxDB, FieldType, Precision } = influxdb
const influx = new InfluxDB({
  host: '127.0.0.1',
  port: Number(process.env.TONGBI_PORT),
  username: 'anyone',
  password: process.env.TONGBI_KEY,
  database: 'tongbi',
  schema: [{ measurement: 'case.admin.handled', tags: ['source', 'unit', 'grain'], fields: { count: FieldType.INTEGER } }],
})

const [host] = await influx.ping(5000)
assert.ok(host.online)
assert.deepEqual(await influx.getDatabaseNames(), ['tongbi'])
await influx.createDatabase('any "name"')

// Events, twice: repeated writes count once. The ids hold all that must be escaped.
const events = Array.from({ length: 30 }, (_, number) => ({
  measurement: 'incident',
  tags: { source: 'dispatch110', unit: number % 2 ? 'PS01' : 'PS02', category: 'admin/gambling' },
  fields: { id: `v1 "${number}", \\ and = 云\n`, revision: 0, quantity: 1, withdrawn: false },
  timestamp: new Date(Date.UTC(2019, 5, 1, 0, number)),
}))
await influx.writePoints(events)
await influx.writePoints(events)

// Figures: as integers by the schema, and as the plain numbers that clients send as floats.
await influx.writeMeasurement('case.admin.handled', [{ tags: { source: 'casework', unit: '331125', grain: 'year' }, fields: { count: 993 }, timestamp: new Date(Date.UTC(2019, 6, 1)) }])
await influx.writePoints(
  [{ measurement: 'incident', tags: { source: 'dispatch110', unit: 'PS03', grain: 'month' }, fields: { count: 41 }, timestamp: Date.UTC(2018, 5, 15) / 1000 }],
  { precision: Precision.Seconds },
)

await assert.rejects(
  influx.writePoints([{ ...events[0], tags: { ...events[0].tags, unit: 'PS99' } }, events[1]]),
  (failure) => /partial write: line 1: unknown_unit: .*dropped=1/.test(failure.message),
)
await assert.rejects(influx.query('SELECT * FROM incident'), /takes writes only/)
