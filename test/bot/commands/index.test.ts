import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/bot/commands/index.ts'
import { manifest } from '../../../src/bot/manifest.ts'
import { registryOf } from '../../../src/bot/registry.ts'
import { openOffice, words } from '../../support/office.ts'

describe('the list of commands', () => {
  it('has one command for every file of its folder', () => {
    const files = readdirSync(new URL('../../../src/bot/commands', import.meta.url)).map((file) =>
      file.replace('.ts', ''),
    )
    const verbs = commands.map(({ verb }) => verb)
    expect([...verbs, 'index'].sort()).toEqual(files.sort())
  })

  it('claims no word twice', () => {
    expect(() => registryOf(commands)).not.toThrow()
    expect(() => registryOf([...commands, ...commands.slice(0, 1)])).toThrow(/Claimed twice: menu/)
  })

  it('gives every command an example that begins with /deal and is told by help', async () => {
    const { slack } = await openOffice()
    const help = words(await slack.as('Ana').command('/deal help'))
    for (const { examples, summary } of commands) {
      expect(examples[0]).toMatch(/^\/deal\b/)
      expect(help).toContain(`\`${examples[0]}\`  ${summary.replaceAll('&', '&amp;')}`)
    }
  })

  it('fills the manifest of the Slack app', () => {
    const overHttp = JSON.stringify(manifest('https://deals.example', { socketMode: false }))
    expect(overHttp).toContain('"url":"https://deals.example/slack/events"')
    expect(overHttp).toContain('menu | new | show')
    expect(overHttp).toContain('"callback_id":"new_deal"')
    expect(JSON.stringify(manifest('https://deals.example', { socketMode: true }))).not.toContain(
      'https://deals.example',
    )
  })

  it('keeps to the lengths that Slack allows in a manifest', () => {
    const { display_information, features } = JSON.parse(
      JSON.stringify(manifest('https://deals.example', { socketMode: false })),
    )
    expect(display_information.description.length).toBeLessThanOrEqual(140)
    expect(display_information.long_description.length).toBeGreaterThanOrEqual(175)
    expect(display_information.long_description.length).toBeLessThanOrEqual(4000)
    for (const { description, usage_hint } of features.slash_commands) {
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(usage_hint.length).toBeLessThanOrEqual(1000)
    }
  })
})
