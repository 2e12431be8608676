import { splitFirst } from './text.ts'

/**
 * The command in what somebody wrote to us: without the mention of us, which may stand anywhere, and without `/deal` or
 * `deal` in front. A greeting asks for nothing in particular.
 */
export function commandIn(text: string, botUserId: string | null): string {
  const [before = '', ...after] = botUserId ? text.split(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`)) : [text]
  const said = after.join(' ').trim() || before.trim()
  const words = said.replace(/^[\s,:]+/, '').replace(/^\/?deal(?=[\s,:]|$)[\s,:]*/i, '')
  return /^(hi|hello|hey|hallo)\b[\s!.,]*$/i.test(words) ? '' : words
}

/**
 * The same command about the deal of the thread, when it is about a deal and names none by its reference: `won 12k` is
 * `won D-42 12k`, and nothing at all is `show D-42`. `isAboutDeal` says of a verb whether it begins with a deal.
 */
export function aboutThread(words: string, reference: string, isAboutDeal: (verb: string) => boolean): string {
  const [verb, rest] = splitFirst(words)
  if (!verb) return `show ${reference}`
  const namesOne = /^(?:d-|#)\d+\b/i.test(rest)
  return isAboutDeal(verb) && !namesOne ? `${verb} ${reference} ${rest}`.trim() : words
}
