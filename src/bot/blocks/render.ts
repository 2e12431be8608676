import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import type { Instant } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { clip, LONGEST_TEXT } from './clip.ts'

export { clip } from './clip.ts'

/** Text in Slack's markup that is safe to send: what people wrote is escaped in it. Made by `md` alone. */
export interface Markup {
  readonly markup: string
}

/** How much of one thing that a person wrote is shown inside a longer text. */
const MOST_OF_ONE_VALUE = 300

/** Slack's own limits, in UTF-16 units. */
const LIMIT = { section: 3000, field: 2000, button: 75, option: 75, placeholder: 150, text: LONGEST_TEXT }

/** Markup in which every value is escaped and shortened, unless it is markup itself: md`*${deal.name}*`. */
export function md(parts: TemplateStringsArray, ...values: (string | number | Markup)[]): Markup {
  const rendered = values.map((value) => (typeof value === 'object' ? value.markup : oneLine(String(value))))
  return { markup: String.raw({ raw: parts.map((part) => part) }, ...rendered) }
}

/** Several pieces of markup in a row; the empty ones are left out. */
export function join(pieces: readonly (Markup | null)[], between: string): Markup {
  return { markup: pieces.flatMap((piece) => (piece?.markup ? [piece.markup] : [])).join(between) }
}

/** A link whose label is what somebody wrote. */
export function link(url: string, label: string): Markup {
  return { markup: `<${url}|${oneLine(label).replaceAll('|', '¦')}>` }
}

/** A moment in the reader's own zone. */
export function moment(at: Instant): Markup {
  const fallback = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return { markup: `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} at {time}|${fallback}>` }
}

/** Multi-line text that somebody wrote, up to `limit` characters. */
export function prose(text: string, limit: number): Markup {
  return { markup: escapeSigns(clip(text, limit)) }
}

/** A sentence that we wrote ourselves, such as the message of an error. */
function sentence(text: string): Markup {
  return prose(text, LIMIT.field)
}

export function section(text: Markup, accessory?: Button | Overflow): SectionBlock {
  return { type: 'section', text: mrkdwn(text, LIMIT.section), ...(accessory && { accessory }) }
}

/** Label and value pairs in two columns; at most ten. */
export function facts(pairs: readonly (readonly [string, Markup])[]): SectionBlock {
  const fields = pairs.slice(0, 10).map(([label, value]) => mrkdwn(md`*${label}*\n${value}`, LIMIT.field))
  return { type: 'section', fields }
}

export function context(...texts: Markup[]): ContextBlock {
  return { type: 'context', elements: texts.slice(0, 10).map((text) => mrkdwn(text, LIMIT.field)) }
}

/** A line between one thing and the next. */
export function divider(): DividerBlock {
  return { type: 'divider' }
}

/** A title of a Home or message. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) }
}

/** A picture that was uploaded to Slack. */
export function uploadedImage(fileId: string, altText: string): ImageBlock {
  return { type: 'image', slack_file: { id: fileId }, alt_text: clip(altText, 2000) }
}

export function actions(blockId: string, elements: ActionsBlockElement[]): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements: elements.slice(0, 25) }
}

export interface ButtonOptions {
  style?: 'primary' | 'danger'
  /** Also opens this address in the browser. */
  url?: string
  confirm?: { title: string; text: string; yes: string; no: string }
}

export function button(actionId: string, text: string, value: string, options: ButtonOptions = {}): Button {
  const { style, url, confirm } = options
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, LIMIT.button),
    value: clip(value, 2000),
    ...(style && { style }),
    ...(url && { url }),
    ...(confirm && {
      confirm: {
        title: plain(confirm.title, 100),
        text: plain(confirm.text, 300),
        confirm: plain(confirm.yes, 30),
        deny: plain(confirm.no, 30),
      },
    }),
  }
}

export function option(text: string, value: string, url?: string): PlainTextOption {
  return { text: plain(text || '-', LIMIT.option), value, ...(url && { url }) }
}

/** A menu of at most a hundred choices; `chosen` is the value that stands at first. */
export function select(
  actionId: string,
  placeholder: string,
  options: readonly PlainTextOption[],
  chosen?: string | null,
): StaticSelect {
  const shown = options.slice(0, 100)
  const initial = shown.find((one) => one.value === chosen)
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(placeholder, LIMIT.placeholder),
    options: shown,
    ...(initial && { initial_option: initial }),
  }
}

/** The menu behind three dots; at most five choices. */
export function overflow(actionId: string, options: readonly PlainTextOption[]): Overflow {
  return { type: 'overflow', action_id: actionId, options: options.slice(0, 5) }
}

export function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: clip(text, limit), emoji: true }
}

/** A whole message. The notification's text is the first block's unless `text` says another. */
export function message(blocks: KnownBlock[], text: Markup): Message {
  return { text: clipMarkup(text.markup, LIMIT.text), blocks: blocks.slice(0, 50) }
}

/** A message of one paragraph. */
export function note(text: Markup): Message {
  return message([section(text)], text)
}

/** What went wrong, or is not as expected, in our own words. */
export function warning(text: string): Message {
  return note(md`:warning: ${sentence(text)}`)
}

// `verbatim` keeps Slack from finding mentions and links in what people wrote.
function mrkdwn(text: Markup, limit: number): MrkdwnElement {
  return { type: 'mrkdwn', text: clipMarkup(text.markup, limit) || ' ', verbatim: true }
}

/** Cuts markup without leaving half an entity or half a link at its end. */
function clipMarkup(markup: string, limit: number): string {
  if (markup.length <= limit) return markup
  return `${clip(markup, limit)
    .slice(0, -1)
    .replace(/&[a-z]{0,3}$|<[^>]*$/, '')}…`
}

/** One line of what somebody wrote. */
function oneLine(text: string): string {
  return escapeSigns(clip(text.replace(/\s*\n\s*/g, ' '), MOST_OF_ONE_VALUE))
}

function escapeSigns(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
