import type { BrowserContext, Locator, Page } from 'playwright-core'

/** The sandbox's page as a person uses it. */
export interface SandboxPage {
  readonly page: Page
  /** Types into the composer and sends it. */
  type(text: string): Promise<void>
  /** The latest message, or the latest that has these words in it. */
  message(words?: string | RegExp): Locator
  goTo(channel: string): Promise<void>
  become(person: string): Promise<void>
}

/** Opens the sandbox's page at `origin`, as Ana in #general. */
export async function openSandboxPage(context: BrowserContext, origin: string): Promise<SandboxPage> {
  const page = await context.newPage()
  await page.goto(`${origin}/sandbox`)
  const composer = page.getByLabel('Message or command')
  await page.getByRole('heading', { name: '# general' }).waitFor()
  return {
    page,
    async type(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    message(words) {
      const messages = page.getByRole('article')
      return (words === undefined ? messages : messages.filter({ hasText: words })).last()
    },
    async goTo(channel) {
      await page.getByRole('navigation').getByRole('button', { name: channel }).click()
      await page.getByRole('heading', { name: channel }).waitFor()
    },
    async become(person) {
      await page.getByLabel('You are').selectOption({ label: person })
      await page.getByText(`${person.split(',')[0]} (you)`).waitFor()
    },
  }
}
