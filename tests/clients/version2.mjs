// npm @influxdata/influxdb-client, the official client of InfluxDB's version 2, used as its documentation shows.
import assert from 'node:assert/strict'
import { InfluxDB, Point } from '@influxdata/influxdb-client'

const influx = new InfluxDB({ url: `http://127.0.0.1:${process.env.TONGBI_PORT}`, token: process.env.TONGBI_KEY })

// Enough for several batches, packed; in seconds.
const writeApi = influx.getWriteApi('any org', 'any bucket', 's', { batchSize: 500, gzipThreshold: 100, maxRetries: 0 })
writeApi.useDefaultTags({ source: 'dispatch110' })
for (let number = 0; number < 1200; number++) {
  writeApi.writePoint(
    new Point('incident')
      .tag('unit', 'PS01')
      .tag('category', 'theft')
      .stringField('id', `v2 "${number}", \\ 云`)
      .intField('revision', 0)
      .booleanField('withdrawn', false)
      .timestamp(new Date(Date.UTC(2019, 7, 1) + number * 60_000)),
  )
}
await writeApi.close()

// Every kind of number, in nanoseconds and in milliseconds.
const nanoseconds = influx.getWriteApi('any org', 'any bucket', 'ns', { maxRetries: 0 })
nanoseconds.writePoint(figure('month').uintField('count', 7).timestamp(`${Date.UTC(2018, 0, 15)}000000`))
nanoseconds.writePoint(figure('month').floatField('count', 8).timestamp(`${Date.UTC(2018, 1, 15)}000000`))
await nanoseconds.close()
const milliseconds = influx.getWriteApi('any org', 'any bucket', 'ms', { maxRetries: 0 })
milliseconds.writePoint(figure('day').intField('count', 9).timestamp(Date.UTC(2018, 2, 15)))
await milliseconds.close()

// A refusal reaches the program that wrote.
const refused = influx.getWriteApi('any org', 'any bucket', 's', { maxRetries: 0, writeFailed: () => Promise.reject(new Error('told')) })
refused.writePoint(figure('day').stringField('name', '张三').timestamp(1))
await assert.rejects(refused.close())
const raw = influx.getWriteApi('any org', 'any bucket', 's', { maxRetries: 0 })
raw.writePoint(figure('day').floatField('count', 9.5).timestamp(Date.UTC(2018, 2, 15) / 1000))
await assert.rejects(raw.close(), (failure) => failure.statusCode === 400 && failure.json.code === 'invalid' && /partial write: line 1: bad_quantity: /.test(failure.json.message))

function figure(grain) {
  return new Point('case.admin.handled').tag('source', 'casework').tag('unit', 'PS02').tag('grain', grain)
}
