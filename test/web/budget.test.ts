import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

const BUDGET = 120 * 1024

it('scripts and styles of a page are at most 120 KB compressed', () => {
  const script = readFileSync('dist/public/dashboard.js')
  // What it imports at once, if the bundler has cut it into pieces.
  const pieces = [...script.toString().matchAll(/from ?"\.\/([\w-]+\.js)"/g)].map(([, name]) => name as string)
  const files = ['dashboard.js', 'dashboard.css', ...pieces].map((name) => readFileSync(`dist/public/${name}`))
  const size = files.reduce((sum, file) => sum + gzipSync(file).byteLength, 0)
  expect(size).toBeLessThanOrEqual(BUDGET)
  expect(size).toBeGreaterThan(20 * 1024)
})
