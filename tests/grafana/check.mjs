// Holds every dashboard against Grafana's published types: each becomes a constant of type Dashboard, and the compiler judges.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const dashboards = process.argv[2] ?? join(here, '..', '..', 'grafana', 'dashboards')
const folder = mkdtempSync(join(here, 'checked-'))
try {
  const files = readdirSync(dashboards).filter(name => name.endsWith('.json'))
  if (files.length === 0) throw new Error('no dashboards in ' + dashboards)
  for (const name of files) {
    writeFileSync(join(folder, name.replace('.json', '.ts')), `import type { AnnotationQuery, Dashboard } from '@grafana/schema/dist/types/veneer/dashboard.types'
import type { DataQuery } from '@grafana/schema/dist/types/veneer/common.types'

// The data source's own fields, which the schema leaves open.
type InfluxQuery = DataQuery & { query: string; rawQuery: true; textColumn?: string; tagsColumn?: string }
export const dashboard: Omit<Dashboard, 'annotations'> & { annotations?: { list?: AnnotationQuery<InfluxQuery>[] } } = ${readFileSync(join(dashboards, name), 'utf8')}
`)
  }
  const tsc = spawnSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--strict', '--skipLibCheck', '--module', 'esnext',
    '--moduleResolution', 'node', '--target', 'es2022', ...files.map(name => join(folder, name.replace('.json', '.ts')))], { encoding: 'utf8' })
  process.stdout.write(tsc.stdout + tsc.stderr)
  if (tsc.status === 0) console.log(`${files.length} dashboards fit`)
  process.exitCode = tsc.status ?? 1
} finally {
  rmSync(folder, { recursive: true })
}
