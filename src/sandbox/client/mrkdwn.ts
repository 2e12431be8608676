import { SLACKBOT } from '../team.ts'
import { dateWords } from './dates.ts'
import { h } from './dom.ts'
import { emojiNodes, withEmoji } from './emoji.ts'
import type { Names } from './surface.ts'

/** Slack's text format as nodes. Nothing in it is ever read as HTML. */
export function mrkdwn(text: string, names: Names): Node[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part) => {
    if (part.startsWith('```') && part.length > 6)
      return [h('pre', {}, unescaped(part.slice(3, -3).replace(/^\n/, '')))]
    return quotes(part, names)
  })
}

/** Plain text: shortcodes and nothing else. */
export function plain(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment()
  fragment.append(...emojiNodes(text))
  return fragment
}

function quotes(text: string, names: Names): Node[] {
  const nodes: Node[] = []
  let quoted: string[] = []
  const endQuote = () => {
    if (quoted.length > 0) nodes.push(h('blockquote', {}, inline(quoted.join('\n'), names)))
    quoted = []
  }
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line)
    if (quote) {
      quoted.push(quote[1] ?? '')
      continue
    }
    endQuote()
    nodes.push(...inline(index < lines.length - 1 ? `${line}\n` : line, names))
  }
  endQuote()
  return nodes
}

const STYLES = { '*': 'strong', _: 'em', '~': 's' } as const
const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}])([*_~])(?=\S)((?:(?!\3)[^\n])*?\S)\3(?![\p{L}\p{N}])/u

function inline(text: string, names: Names): Node[] {
  const found = TOKEN.exec(text)
  if (!found) return emojiNodes(unescaped(text))
  const [whole, angle, code, mark, styled = ''] = found
  const before = inline(text.slice(0, found.index), names)
  const after = inline(text.slice(found.index + whole.length), names)
  return [...before, token(angle, code, mark, styled, names), ...after]
}

function token(angle?: string, code?: string, mark?: string, styled = '', names?: Names): Node {
  if (angle && names) return angled(angle, names)
  if (code) return h('code', {}, unescaped(code))
  return h(STYLES[mark as keyof typeof STYLES], {}, names ? inline(styled, names) : [])
}

function angled(content: string, names: Names): Node {
  const [target = '', label] = content.split(/\|(.*)/s)
  if (target.startsWith('@')) return mention(`@${nameOf(target.slice(1), names)}`)
  if (target.startsWith('#')) {
    const channel = names.channels.find((one) => one.id === target.slice(1))
    return mention(`#${channel?.name ?? label ?? target.slice(1)}`)
  }
  if (target.startsWith('!date^')) {
    const [, seconds = '0', format = '', link] = target.split('^')
    const shown = dateWords(Number(seconds), format, names.timeZone)
    return link ? anchor(link, shown) : h('time', {}, shown)
  }
  if (target.startsWith('!')) return mention(`@${target.slice(1).split('^')[0]}`)
  return anchor(unescaped(target), withEmoji(unescaped(label || target)))
}

const mention = (words: string): Node => h('span', { class: 'mention' }, words)

function anchor(href: string, words: string): Node {
  if (!/^(https?:|mailto:|tel:)/.test(href)) return document.createTextNode(words)
  return h('a', { href, target: '_blank', rel: 'noreferrer' }, words.replace(/^mailto:/, ''))
}

/** A person's, the app's or Slackbot's name; the id itself when nobody has it. */
export function nameOf(id: string, { people, app }: Names): string {
  if (id === app.userId) return app.name
  if (id === SLACKBOT.id) return SLACKBOT.name
  return people.find((one) => one.id === id)?.realName ?? id
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
