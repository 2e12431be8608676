import { createHash } from 'node:crypto'
import type { Button } from '@slack/types'
import type { Opportunity } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { day, dealUrl, signOf, valueText } from './facts.ts'
import { type ButtonOptions, button, context, join, link, type Markup, md, message, section } from './render.ts'

/** How the action ids of line buttons begin. */
export const LINE = 'line:'

/** A button carries no longer line; a clipped one would say something else. */
const LONGEST_LINE = 2000

/** Whether a button can say this line. */
export function fitsButton(line: string): boolean {
  return line.length <= LONGEST_LINE
}

/** A button that says a command line for the person: `show D-42` behind "Open". */
export function lineButton(text: string, line: string, options: ButtonOptions = {}): Button {
  if (!fitsButton(line)) throw new Error('This line is too long for a button.')
  const id = `${LINE}${line}`
  // Of two long lines that begin alike, each still has an id of its own.
  return button(id.length <= 255 ? id : `${LINE}${digest(line)}`, text, line, options)
}

/** One deal in one line: what it is, what it is worth, where it stands, whose it is. */
export function dealLine(deal: Opportunity, publicUrl: string): Markup {
  const closes = deal.expectedCloseOn && deal.status === 'open' ? md`closes ${day(deal.expectedCloseOn)}` : null
  const facts = [md`${valueText(deal)}`, md`${deal.stage.name}`, md`${deal.owner?.name ?? 'nobody'}`, closes]
  const title = md`${signOf(deal.status)} *${link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)}*`
  return md`${title}\n${join(facts, ' · ')}`
}

/** Asks which of several deals was meant; each button says `line` for its deal. */
export function choiceOfDeals(deals: readonly Opportunity[], title: Markup, publicUrl: string, line: Line): Message {
  const rows = deals.map((deal) => {
    const whole = line(deal.ref)
    return section(dealLine(deal, publicUrl), fitsButton(whole) ? lineButton('This one', whole) : undefined)
  })
  const isTooLong = deals.some((deal) => !fitsButton(line(deal.ref)))
  const hint = isTooLong ? [context(md`Nothing is written yet. Say it again with the reference of the deal.`)] : []
  return message([section(title), ...rows, ...hint], title)
}

function digest(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 32)
}

/** A command line about the deal with this reference. */
export type Line = (reference: string) => string
