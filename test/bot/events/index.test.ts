import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { events } from '../../../src/bot/events/index.ts'
import { manifest } from '../../../src/bot/manifest.ts'

describe('the list of events', () => {
  it('has one event for every file of its folder', () => {
    const files = readdirSync(new URL('../../../src/bot/events', import.meta.url)).map((file) =>
      file.replace('.ts', ''),
    )
    const types = events.map(({ type }) => type.replaceAll('_', '-'))
    expect([...types, 'index'].sort()).toEqual(files.sort())
  })

  it('fills the manifest with subscriptions, and with scopes that each have a reason', () => {
    const { settings, oauth_config, display_information } = JSON.parse(
      JSON.stringify(manifest('https://deals.example', { socketMode: false })),
    )
    expect(settings.event_subscriptions.request_url).toBe('https://deals.example/slack/events')
    expect(settings.event_subscriptions.bot_events).toEqual(events.map(({ type, subscription = type }) => subscription))
    for (const { scopes = {} } of events) {
      for (const [scope, reason] of Object.entries(scopes)) {
        expect(oauth_config.scopes.bot).toContain(scope)
        expect(display_information.long_description).toContain(`${scope}: ${reason}.`)
      }
    }
  })
})
