import type { Button } from '@slack/types'
import type { Opportunity } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { day, dealUrl, signOf, valueText } from './facts.ts'
import { type ButtonOptions, button, clip, join, link, type Markup, md, message, section } from './render.ts'

/** How the action ids of line buttons begin. */
export const LINE = 'line:'

/** A button that says a command line for the person: `show D-42` behind "Open". */
export function lineButton(text: string, line: string, options: ButtonOptions = {}): Button {
  return button(clip(`${LINE}${line}`, 255), text, line, options)
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
  const rows = deals.map((deal) => section(dealLine(deal, publicUrl), lineButton('This one', line(deal.ref))))
  return message([section(title), ...rows], title)
}

/** A command line about the deal with this reference. */
export type Line = (reference: string) => string
