import {
  formatMoney,
  type NoticeKind,
  type Pipeline,
  type Preview,
  type Subscription,
  type Wish,
} from '../../core/index.ts'
import type { Message } from '../command.ts'
import { typedValue } from './facts.ts'
import { choiceField, choicesField, searchField, textField } from './form.ts'
import { KIND_WORDS, kindsText } from './notice.ts'
import { actions, button, context, join, type Markup, md, message, option, section } from './render.ts'

/** Before subscribing: what it is about, and what it would have posted. */
export function previewMessage(preview: Preview, place: string, words: string): Message {
  const text = md`${wishText(preview.wish)} ${placeText(place)}?\n${previewText(preview)}`
  const buttons = [
    button('subscriptions.add', 'Subscribe', words, { style: 'primary' }),
    button('subscriptions.form', 'Change…', words),
  ]
  return message([section(text), actions('subscribe', buttons)], text)
}

/** "This would have posted 14 messages last week." */
export function previewText({ messages }: Preview): Markup {
  if (messages === 0) return md`This would have posted nothing in the last 7 days.`
  const often = messages > 70 ? ' That is a lot: narrow it down by value, pipeline or owner.' : ''
  return md`This would have posted ${messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`} in the last 7 days.${often}`
}

/** "Won deals and lost deals in Sales, of Ana Rep, worth $10,000 or more" */
export function wishText({ kinds, pipeline, owner, minValue, currency }: Wish): Markup {
  const narrowed = [
    kindsText(kinds),
    pipeline && md` in ${pipeline.name}`,
    owner && md` of ${owner.name}`,
    minValue === null ? null : md`, worth ${formatMoney(minValue, currency)} or more`,
  ]
  const { markup } = join(narrowed, '')
  return { markup: markup.charAt(0).toUpperCase() + markup.slice(1) }
}

/** "in #general", or that one person alone hears. */
export function placeText(place: string): Markup {
  return /^[UW]/.test(place) ? md`in your direct messages` : { markup: `in <#${place}>` }
}

/** The subscriptions of a place, each with its end; `others` counts those of other places. */
export function subscriptionsMessage(own: readonly Subscription[], place: string, others: number): Message {
  const title =
    own.length > 0 ? md`*Subscriptions ${placeText(place)}*` : md`Nothing is subscribed ${placeText(place)}.`
  const rows = own.slice(0, 40).map((one) => {
    const by = one.createdBy ? md`\n_subscribed by ${one.createdBy.name}_` : md``
    return section(md`${wishText(one)}${by}`, button('subscriptions.end', 'Unsubscribe', one.id))
  })
  const hint = md`${others > 0 ? `${others} more in other channels. ` : ''}\`/deal subscribe won lost >10k\` adds one here.`
  return message([section(title), ...rows, context(hint)], title)
}

/** The fields of a subscription; `start` is what they begin with. */
export function subscriptionFields(
  start: { kinds: readonly NoticeKind[]; minValue?: number | null; currency: string } & Partial<
    Pick<Wish, 'pipeline' | 'owner'>
  >,
  pipelines: readonly Pipeline[],
  ownerSearch: string,
) {
  const { kinds, pipeline, owner, minValue = null, currency } = start
  const choices = (Object.keys(KIND_WORDS) as NoticeKind[]).map((kind) => option(KIND_WORDS[kind], kind))
  return [
    choicesField('kinds', 'What to post', choices, { chosen: kinds }),
    choiceField(
      'pipeline',
      'Pipeline',
      pipelines.map(({ id, name }) => option(name, id)),
      {
        optional: true,
        chosen: pipeline?.id ?? null,
        hint: 'Left empty: every pipeline.',
      },
    ),
    textField('minValue', 'Worth at least', {
      optional: true,
      initial: minValue === null ? '' : typedValue({ value: minValue, currency }),
      placeholder: '10k',
      max: 100,
    }),
    searchField('owner', 'Owner', ownerSearch, {
      optional: true,
      chosen: owner ? { name: owner.name, value: owner.id } : null,
      hint: 'Left empty: everybody’s deals.',
    }),
  ]
}
