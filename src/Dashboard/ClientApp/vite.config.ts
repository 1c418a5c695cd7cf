import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { offlineFrame } from './offline-frame.ts'

// Vitest 5 reports failures with Map.groupBy, which Node.js 20 has not yet. Only its reporter needs this.
if (!('groupBy' in Map))
  Object.assign(Map, {
    groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
      const groups = new Map<K, T[]>()
      let index = 0
      for (const item of items) {
        const key = keyOf(item, index++)
        groups.set(key, [...(groups.get(key) ?? []), item])
      }
      return groups
    }
  })

/** All script that the wall needs before its first figure, compressed. */
const wallScriptBudget = 400_000

/** Fails the build when the wall's script outgrows its budget: nobody notices a slow wall before it hangs in the room. */
function scriptBudget(page: string, limit: number): Plugin {
  return {
    name: 'script-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const needed = new Set<string>()
      const add = (file: string) => {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk' || needed.has(file)) return
        needed.add(file)
        chunk.imports.forEach(add)
      }
      for (const [file, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && (chunk.isEntry || chunk.facadeModuleId?.endsWith(page))) add(file)
      let total = 0
      for (const file of needed) {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk') continue
        total += gzipSync(chunk.code).length
        const carried = chunk.moduleIds.find(module => module.includes('/node_modules/element-plus/'))
        if (carried) this.error(`${page} carries the component set of the pages (${carried}).`)
      }
      if (total > limit) this.error(`The script of ${page} is ${total} bytes gzip, more than its budget of ${limit}.`)
      this.info(`The script of ${page} is ${total} bytes gzip of ${limit}.`)
    }
  }
}

export default defineConfig({
  plugins: [vue(), scriptBudget('WallPage.vue', wallScriptBudget), offlineFrame('TodayPage.vue')],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false
  },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    // The server's content policy allows own files only, so nothing becomes a data: address.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:5080',
      '/hubs': { target: 'http://127.0.0.1:5080', ws: true }
    }
  },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node'
  }
})
