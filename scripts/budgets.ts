// `npm run budgets`: how the sample's pages come on a processor slowed four times, and what they weigh.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reports } from '../src/core/index.ts'
import { openBrowser } from '../test/support/browser.ts'
import { PAINT_BUDGET, WEIGHT_BUDGET, watchLoading, weightOfPage } from '../test/support/page-budget.ts'
import { startProgram } from '../test/support/program.ts'

const SLOWED = 4
const PAGES = [
  '/',
  '/deals',
  '/deals/10',
  '/board',
  '/my-day',
  '/figures',
  ...reports.map(({ id }) => `/reports/${id}`),
]

const folder = mkdtempSync(join(tmpdir(), 'dealwright-budgets-'))
const program = await startProgram({ DATABASE_URL: `sqlite:${folder}/deals.db` })
const browser = await openBrowser()
let kept = true
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const origin = program.url.replace('127.0.0.1', 'localhost')
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: 'Mia Lindqvist' }).click()
  await page.getByRole('heading', { name: 'Pipeline overview' }).waitFor()
  const machine = await context.newCDPSession(page)
  await machine.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })

  const weight = weightOfPage()
  kept &&= weight <= WEIGHT_BUDGET
  console.log(`Scripts and styles: ${kilobytes(weight)} of ${kilobytes(WEIGHT_BUDGET)} compressed.\n`)
  console.log('first content  layout shift  page')
  for (const path of PAGES) {
    const { firstPaint, shift, moved } = await watchLoading(page, origin + path)
    kept &&= firstPaint < PAINT_BUDGET && shift === 0
    console.log(`${firstPaint.toFixed(0).padStart(10)} ms  ${shift.toFixed(3).padStart(12)}  ${path}`)
    for (const what of moved) console.log(`${' '.repeat(29)}moved: ${what}`)
  }
} finally {
  await browser.close()
  program.process.kill()
  await program.ended
  rmSync(folder, { recursive: true, force: true })
}
console.log(kept ? '\nAll within their budgets.' : '\nNot all are within their budgets.')
process.exitCode = kept ? 0 : 1

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
