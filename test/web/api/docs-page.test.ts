import { expect, it } from 'vitest'
import { buildWeb } from '../../../src/web/index.ts'
import { sqlite } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'

async function docs() {
  const app = buildWeb({
    database: await sqlite.fresh(),
    settings: { publicUrl: 'http://localhost:3000', sandbox: false, publicFolder: import.meta.dirname },
    now: () => new Date(0),
    log: quietLog,
    mounts: {},
  })
  const answer = await app.request('/api/v1/docs')
  return { answer, html: await answer.text(), document: await (await app.request('/api/v1/openapi.json')).json() }
}

it('is open to everybody and shows every operation of the document', async () => {
  const { answer, html, document } = await docs()
  expect(answer.status).toBe(200)
  const { paths } = document as { paths: Record<string, Record<string, { summary: string }>> }
  for (const [path, operations] of Object.entries(paths)) {
    expect(html).toContain(`/api/v1${path}`)
    for (const { summary } of Object.values(operations)) expect(html).toContain(summary)
  }
})

it('leads from every named type to its fields', async () => {
  const { html } = await docs()
  const links = [...html.matchAll(/href="#(\w+)"/g)].map(([, name]) => name)
  const anchors = [...html.matchAll(/id="(\w+)"/g)].map(([, name]) => name)
  expect(links).toContain('Opportunity')
  expect(anchors).toEqual(expect.arrayContaining(links))
})

it('needs nothing from elsewhere and no script or style of its own', async () => {
  const { html } = await docs()
  expect(html).not.toMatch(/<style|style="|<script>|src="http|href="http/)
})
