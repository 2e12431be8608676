import {
  type FilterWords,
  formatMoney,
  type ListTotals,
  listOpportunities,
  resolveFilters,
  type Sort,
  totalOpportunities,
} from '../../core/index.ts'
import { dealLine, fitsButton, lineButton } from '../blocks/lines.ts'
import { actions, context, type Markup, md, message, section } from '../blocks/render.ts'
import { defineCommand } from '../command.ts'
import { parseFilters } from '../words/filters.ts'
import { plainText } from '../words/text.ts'

const PER_PAGE = 8
/** Where a page begins: made by the buttons, never typed. */
const CURSOR = /\s*after:(\S+)$/

export const list = defineCommand({
  verb: 'list',
  aliases: ['deals', 'ls'],
  summary: 'Deals, the latest first: open ones unless you say otherwise',
  examples: [
    '/deal list',
    '/deal list mine',
    '/deal list won this quarter',
    '/deal list stale',
    '/deal list all in Proposal for @ana >10k',
  ],
  async run({ ctx, publicUrl }, text) {
    const said = text.replace(CURSOR, '')
    const cursor = CURSOR.exec(text)?.[1]
    const words = openUnlessSaid(parseFilters(said), said)
    const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
    const sort = sortOf(words)
    const [{ items, next }, totals] = await Promise.all([
      listOpportunities(ctx, { filters, sort, limit: PER_PAGE, ...(cursor && { cursor }) }),
      totalOpportunities(ctx, filters),
    ])
    const title = titleOf(words, plainText(said))
    const rows = items.map((deal) => section(dealLine(deal, publicUrl), lineButton('Open', `show ${deal.ref}`)))
    const pages = [
      ...(cursor && fitsButton(`list ${said}`) ? [lineButton('First page', `list ${said}`)] : []),
      ...(next && fitsButton(`list ${said} after:${next}`)
        ? [lineButton('Next page', `list ${said} after:${next}`)]
        : []),
    ]
    const blocks = [
      section(title),
      context(sumOf(totals, ctx.workspace.currency)),
      ...rows,
      ...(pages.length > 0 ? [actions('pages', pages)] : []),
    ]
    return { kind: 'say', message: message(blocks, title), inPlace: true }
  },
})

/** The worst first, where deals want attention. */
function sortOf({ attention, status }: FilterWords): Sort {
  if (attention?.includes('stale')) return 'activity'
  if (attention?.includes('stuck')) return 'stage-entered'
  if (attention) return 'expected-close'
  return status?.includes('open') === false ? '-closed' : '-created'
}

function openUnlessSaid(words: FilterWords, said: string): FilterWords {
  const everything = /(^|\s)(all|everything)(\s|$)/i.test(said)
  return words.status || everything ? words : { ...words, status: ['open'] }
}

function titleOf({ status }: FilterWords, said: string): Markup {
  const which = status ? `${status.join(' and ')} deals` : 'all deals'
  const title = `${which.charAt(0).toUpperCase()}${which.slice(1)}`
  return said ? md`*${title}* (${said})` : md`*${title}*`
}

/** What the whole list comes to, whichever page is shown. */
function sumOf({ count, value, unvalued, otherCurrencies }: ListTotals, currency: string): Markup {
  if (count === 0) return md`None. Say less, or \`/deal list all\`.`
  const deals = count === 1 ? '1 deal' : `${count.toLocaleString('en')} deals`
  const unpriced = unvalued > 0 ? `, ${unvalued.toLocaleString('en')} without a value` : ''
  const foreign =
    otherCurrencies > 0 ? `, ${otherCurrencies.toLocaleString('en')} in other currencies without a rate` : ''
  return md`${deals}, ${formatMoney(value, currency)}${unpriced}${foreign}`
}
