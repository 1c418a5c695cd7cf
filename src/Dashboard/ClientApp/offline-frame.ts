import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/**
 * Writes `sw.js`: the worker with which an installed 今日 opens without a network, to say that it is offline. It keeps the page's document, scripts
 * and styles of this build; answers of the API are never kept and never given from here, and the wall is outside its scope (frame-worker.ts).
 */
export function offlineFrame(page: string): Plugin {
  return {
    name: 'offline-frame',
    apply: 'build',
    generateBundle(_, bundle) {
      const kept = new Set<string>()
      const keep = (file: string) => {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk' || kept.has(file)) return
        kept.add(file)
        chunk.imports.forEach(keep)
        const styles = (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []
        for (const style of styles) kept.add(style)
      }
      for (const [file, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && (chunk.isEntry || chunk.facadeModuleId?.endsWith(page) || chunk.facadeModuleId?.endsWith('AppShell.vue'))) keep(file)
      const files = [...kept].sort().map(file => `/${file}`)
      const build = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerOf(build, files) })
    }
  }
}

/** The document is the sign-in page's: the same one page of the client, given to anybody, so that keeping it keeps nothing of a session. */
function workerOf(build: string, files: readonly string[]): string {
  return `const cacheName = 'tongbi-frame-${build}'
const frame = '/login'
const files = ${JSON.stringify([...files, '/favicon.svg'])}

self.addEventListener('install', event => {
  event.waitUntil(caches.open(cacheName).then(cache => cache.addAll([frame, ...files])).then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  const old = name => name.startsWith('tongbi-frame-') && name !== cacheName
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(old).map(name => caches.delete(name)))).then(() => self.clients.claim()))
})

self.addEventListener('fetch', event => {
  const { request } = event
  const path = new URL(request.url).pathname
  if (request.mode === 'navigate' && path === '/today')
    event.respondWith(fetch(request).catch(() => caches.match(frame)))
  else if (request.method === 'GET' && files.includes(path))
    event.respondWith(caches.match(path).then(found => found ?? fetch(request)))
})
`
}
