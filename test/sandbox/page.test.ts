import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { openBrowser } from '../support/browser.ts'
import { withTinyApp } from '../support/tiny-app.ts'
import { listenForTinyDeals } from '../support/tiny-deals.ts'

let slack: Sandbox
let browser: Browser
let page: Page
let server: ReturnType<typeof serve>
let origin = ''

beforeAll(async () => {
  slack = await withTinyApp(listenForTinyDeals, {
    suggestions: {
      commands: [
        { usage: '/deal new', what: 'Create a deal', example: '/deal new Acme 12k' },
        { usage: '/deal report', what: 'Figures and a chart', example: '/deal report' },
      ],
      shortcuts: [{ callbackId: 'new_deal', name: 'New deal', on: 'anywhere' }],
      tries: ['/deal card'],
    },
  })
  const site = new Hono()
  site.route('/sandbox', slack.routes)
  site.use('/public/*', serveStatic({ root: 'dist' }))
  server = serve({ fetch: site.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  server.close()
  await slack.close()
})
beforeEach(async () => {
  await page?.close()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${origin}/sandbox`)
})

const type = async (text: string) => {
  await page.getByLabel('Message or command').fill(text)
  await page.keyboard.press('Enter')
}
const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click()

async function violations(on: Page): Promise<string[]> {
  const { violations: found } = (await on.evaluate(`${axe.source}; axe.run()`)) as axe.AxeResults
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`)
}

/** Every shortcode in what the app writes. */
function signsOfTheApp(): string[] {
  const files = readdirSync('src/bot', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const texts = files.map((name) => readFileSync(join('src/bot', name), 'utf8'))
  return [...new Set(texts.flatMap((text) => text.match(/(?<!\w):[a-z_]{2,}:(?!\w)/g) ?? []))]
}

describe('the sandbox page', () => {
  it('runs a command and shows the answer to nobody else', async () => {
    await type('/deal nonsense')
    await page.getByText('Only visible to you').waitFor()
    expect(await page.getByText('I did not understand nonsense').count()).toBe(1)
    await page.getByLabel('You are').selectOption('U0BEN00001')
    await page.getByText('Ben Okafor (you)').waitFor()
    expect(await page.getByText('I did not understand nonsense').count()).toBe(0)
  })

  it('fills a form, shows what is refused under its field, keeps what was typed, and posts the card', async () => {
    await goTo('sales')
    await type('/deal new')
    const form = page.getByRole('dialog', { name: 'New deal' })
    await form.getByLabel('Name').fill('Globex <!channel> rollout')
    await form.getByLabel('Value').fill('much')
    await form.getByLabel('Stage').selectOption('Proposal')
    await form.getByLabel('Company').pressSequentially('glo')
    await form.getByRole('option', { name: 'Globex' }).click()
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByText('That is no amount').waitFor()
    expect(await form.getByLabel('Name').inputValue()).toBe('Globex <!channel> rollout')
    await form.getByLabel('Value').fill('80k')
    await form.getByRole('button', { name: 'Create' }).click()
    await page.getByText('$80k').waitFor()
    expect(await form.count()).toBe(0)
  })

  it('uses a card: picks a stage, is asked before winning, and others see it at once', async () => {
    await goTo('wins')
    await type('/deal card')
    const other = await browser.newPage()
    await other.goto(`${origin}/sandbox#as=U0MIA00001&in=C0WINS0001`)
    await page.getByRole('combobox', { name: 'Stage' }).selectOption('Negotiation')
    await other.locator('.b-fields').getByText('Negotiation').waitFor()
    await page.getByRole('button', { name: 'Won' }).click()
    await page.getByRole('dialog', { name: 'Win it?' }).getByRole('button', { name: 'Win', exact: true }).click()
    await other.getByText('won D-1').waitFor()
    await other.close()
  })

  it('renders what people and the app write, and never as HTML', async () => {
    await goTo('sales')
    await type('*bold* <b>no</b> :tada: @ana see https://deals.example/1 `a*b*`')
    const message = page.getByRole('article').last().locator('.b-text')
    await message.getByRole('link', { name: 'https://deals.example/1' }).waitFor()
    expect(await message.innerHTML()).toBe(
      '<strong>bold</strong> &lt;b&gt;no&lt;/b&gt; 🎉 <span class="mention">@Ana Reyes</span> see ' +
        '<a href="https://deals.example/1" target="_blank" rel="noreferrer">https://deals.example/1</a> <code>a*b*</code>',
    )
  })

  it('draws the signs that the app uses, since a machine may have no font for them', async () => {
    await goTo('sales')
    await type(`:trophy: won, :unknown: kept${signsOfTheApp().join('')}`)
    const message = page.getByRole('article').last().locator('.b-text')
    await message.getByRole('img', { name: 'trophy' }).first().waitFor()
    expect(await message.textContent()).toBe(' won, :unknown: kept')
  })

  it('opens Home', async () => {
    await goTo('Dealwright')
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.getByRole('heading', { name: 'Your deals' }).waitFor()
  })

  it('says where the command was typed, to nobody else and for good, that nobody acknowledged it', async () => {
    await goTo('sales')
    await type('/deal slow')
    const failed = page.getByRole('article').filter({ hasText: '/deal failed with the error “operation_timeout”' })
    await failed.getByText('Only visible to you').waitFor({ timeout: 6000 })
    expect(await failed.textContent()).toContain('Slackbot')
    await page.reload()
    await failed.waitFor()
    await page.getByLabel('You are').selectOption('U0BEN00001')
    await page.getByText('Ben Okafor (you)').waitFor()
    expect(await failed.count()).toBe(0)
  })

  it('says in a form that its sending failed, and keeps what was typed', async () => {
    await goTo('sales')
    await type('/deal new')
    const form = page.getByRole('dialog', { name: 'New deal' })
    await form.getByLabel('Name').fill('slow')
    await form.getByLabel('Value').fill('12k')
    await form.getByLabel('Stage').selectOption('Proposal')
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByRole('alert').getByText('We had some trouble connecting. Try again?').waitFor({ timeout: 6000 })
    expect(await form.getByLabel('Value').inputValue()).toBe('12k')
    await form.getByLabel('Name').fill('Hooli pilot')
    await form.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Hooli pilot').first().waitFor()
    expect(await form.count()).toBe(0)
  })

  it('proposes commands while somebody types, and takes one by key', async () => {
    await page.getByLabel('Message or command').pressSequentially('/deal re')
    await page.getByRole('option', { name: '/deal report' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.getByLabel('Message or command').inputValue()).toBe('/deal report ')
  })

  it('offers what to try, and the shortcuts of the app', async () => {
    await page.getByRole('button', { name: '/deal card' }).click()
    expect(await page.getByLabel('Message or command').inputValue()).toBe('/deal card')
    await page.getByRole('button', { name: 'Shortcuts' }).click()
    await page.getByRole('menuitem', { name: 'New deal' }).click()
    const form = page.getByRole('dialog', { name: 'New deal' })
    await form.waitFor()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that assistive technology stumbles over (%s)',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await goTo('wins')
      await type('/deal card')
      await page.getByRole('button', { name: 'Won' }).last().waitFor()
      expect(await violations(page)).toEqual([])
      await type('/deal new')
      const form = page.getByRole('dialog', { name: 'New deal' })
      await form.getByRole('button', { name: 'Create' }).click()
      await form.getByText('Please complete').first().waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await form.waitFor({ state: 'detached' })
    },
  )

  it('keeps a thread beside the channel, in the address and for those who cannot see it', async () => {
    await goTo('wins')
    await type('Acme wants a quote')
    const said = page.getByRole('article').filter({ hasText: 'Acme wants a quote' })
    await said.hover()
    await said.getByRole('button', { name: 'Reply in thread' }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByLabel('Reply', { exact: true }).fill('On it')
    await page.keyboard.press('Enter')
    await thread.getByText('On it').waitFor()
    await page.getByRole('button', { name: /1 reply/ }).waitFor()
    expect(await page.getByRole('region', { name: 'Messages', exact: true }).getByText('On it').count()).toBe(0)
    await page.getByRole('button', { name: 'Break Slack' }).click()
    expect(await violations(page)).toEqual([])
    await page.reload()
    await thread.getByText('On it').waitFor()
    await goTo('general')
    await thread.waitFor({ state: 'hidden' })
  })

  it('makes Slack fail at the press of a switch, and says that it does', async () => {
    await page.getByRole('button', { name: 'Break Slack' }).click()
    const switches = page.getByRole('dialog', { name: 'Break Slack' })
    await switches.getByLabel('Opening forms').selectOption('No answer at all')
    await page.getByRole('button', { name: 'Break Slack 1' }).waitFor()
    await switches.getByRole('button', { name: 'Mend everything' }).click()
    await page.getByRole('button', { name: 'Break Slack', exact: true }).waitFor()
    expect(slack.failing()).toEqual({})
  })

  it('can be used on a telephone', async () => {
    await page.setViewportSize({ width: 375, height: 740 })
    await page.getByRole('button', { name: 'Channels' }).click()
    await goTo('sales')
    await page.getByRole('heading', { name: '# sales' }).waitFor()
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBe(375)
  })
})
