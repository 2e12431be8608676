import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { button, clip, facts, link, md, note, option, prose, section } from '../../../src/bot/blocks/render.ts'

const anything = fc.string({ unit: 'grapheme', maxLength: 5000 })
const textOf = (block: ReturnType<typeof section>): string => block.text?.text ?? ''

describe('rendering what people wrote', () => {
  it('never lets it become markup', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const shown = textOf(section(md`before ${text} after`)).slice('before '.length)
        expect(shown).not.toMatch(/[<>]/)
      }),
    )
    expect(md`${'<!channel> & <@U1>'}`.markup).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
    expect(link('https://deals.example', 'a|b>c').markup).toBe('<https://deals.example|a¦b&gt;c>')
  })

  it('keeps to Slack’s limits, whole characters and whole entities', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const shown = textOf(section(prose(text.repeat(3), 100_000)))
        expect(shown.length).toBeLessThanOrEqual(3000)
        expect(shown).not.toMatch(/&[a-z]{0,3}…?$/)
        expect(button('id', text, text).text.text.length).toBeLessThanOrEqual(75)
        expect(option(text, 'x').text.text.length).toBeGreaterThan(0)
        expect(note(prose(text, 100_000)).text.length).toBeLessThan(4000)
      }),
    )
  })

  it('cuts between characters', () => {
    expect(clip('🎉🎉🎉', 6)).toBe('🎉🎉🎉')
    expect(clip('🎉🎉🎉🎉', 6)).toBe('🎉🎉…')
    expect(clip('abc', 3)).toBe('abc')
  })

  it('shows ten facts at most, and never an empty text', () => {
    const many = Array.from({ length: 12 }, (_, i) => [`label ${i}`, md``] as const)
    expect(facts(many).fields).toHaveLength(10)
    expect(textOf(section(md``))).toBe(' ')
  })
})
