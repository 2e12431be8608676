import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Bytes of scripts and styles that a page may weigh, compressed. */
export const WEIGHT_BUDGET = 120 * 1024
/** Milliseconds until something can be read, on a processor slowed four times. */
export const PAINT_BUDGET = 1000

export interface Loading {
  /** How far things moved by themselves after they were first seen, as browsers add it up; 0 is still. */
  readonly shift: number
  /** What moved, for whoever must find out why. */
  readonly moved: readonly string[]
  /** Milliseconds until the first content. */
  readonly firstPaint: number
  /** Files without which the browser shows nothing. */
  readonly blocking: readonly string[]
}

/** What the bundles that every page loads at once weigh, compressed, in bytes. */
export function weightOfPage(): number {
  const script = readFileSync('dist/public/dashboard.js')
  // What it imports at once, if the bundler has cut it into pieces.
  const pieces = [...script.toString().matchAll(/from ?"\.\/([\w-]+\.js)"/g)].map(([, name]) => name as string)
  const files = ['dashboard.js', 'dashboard.css', ...pieces].map((name) => readFileSync(`dist/public/${name}`))
  return files.reduce((sum, file) => sum + gzipSync(file).byteLength, 0)
}

/** Opens the page and watches how it comes, until fonts are there and charts drawn. */
export async function watchLoading(page: Page, url: string): Promise<Loading> {
  await page.goto(url)
  await page.waitForFunction(
    '[...document.querySelectorAll("[data-chart-focus]")].every((one) => one.matches("[data-drawn]"))',
  )
  await page.evaluate('document.fonts.ready')
  return page.evaluate<Loading>(WATCH)
}

/** Two frames later, since what the last script moved is reported with the next frame. */
const WATCH = `(async () => {
  for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done))
  const shifts = await new Promise((done) => {
    const seen = []
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => done(seen.filter(({ hadRecentInput }) => !hadRecentInput)), 50)
  })
  const named = ({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.textContent?.slice(0, 120) ?? 'something gone'
  return {
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: shifts.flatMap(({ sources }) => sources.map(named)),
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    blocking: performance.getEntriesByType('resource')
      .filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking')
      .map(({ name }) => new URL(name).pathname),
  }
})()`
