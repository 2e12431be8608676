import { findOpportunities, invalid, notFound } from '../../core/index.ts'
import { dealLine, lineButton } from '../blocks/lines.ts'
import { md, message, section } from '../blocks/render.ts'
import { defineCommand } from '../command.ts'
import { shortened } from '../words/dates.ts'
import { plainText } from '../words/text.ts'

const MOST_FOUND = 10

export const find = defineCommand({
  verb: 'find',
  aliases: ['search'],
  summary: 'Deals by words of their name, contact or company',
  examples: ['/deal find acme', '/deal find jane acme'],
  async run({ ctx, publicUrl }, text) {
    const words = plainText(text)
    if (!words) throw invalid('Find what? Write words of a name: /deal find acme')
    const found = await findOpportunities(ctx, words, { limit: MOST_FOUND })
    const [only, another] = found
    if (!only) throw notFound(`No deal’s name, contact or company contains “${shortened(words)}”. Try fewer words.`)
    if (!another) return { kind: 'card', deal: only }
    const title = md`*Deals that match “${shortened(words)}”*`
    const rows = found.map((deal) => section(dealLine(deal, publicUrl), lineButton('Open', `show ${deal.ref}`)))
    return { kind: 'say', message: message([section(title), ...rows], title) }
  },
})
