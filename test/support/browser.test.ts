import { expect, test } from 'vitest'
import { openBrowser } from './browser.ts'

test('a browser starts here, outlives a closed page and draws the next one', async () => {
  const browser = await openBrowser()
  try {
    for (const word of ['first', 'second']) {
      const page = await browser.newPage()
      await page.setContent(`<h1>${word}</h1>`)
      expect(await page.locator('h1').textContent()).toBe(word)
      expect((await page.screenshot()).byteLength).toBeGreaterThan(1000)
      await page.close()
    }
  } finally {
    await browser.close()
  }
})
