import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoney, type Opportunity } from '../../core/index.ts'
import { dateText, momentText } from '../format.ts'
import { FactEdit, type FactEditing } from './fact-edit.tsx'
import { FACT_LABELS, type Fact } from './fact-input.tsx'

interface FactsProps {
  deal: Opportunity
  timeZone: string
  /** Offers to change each fact in its place; left out where the deal is only to be read. */
  editing?: FactEditing | undefined
}

/** What is known of a deal. */
export function Facts({ deal, timeZone, editing }: FactsProps): JSX.Element {
  const { contact } = deal
  const own = (fact: Fact, content: string | null): Row => [
    FACT_LABELS[fact],
    editing ? (
      <FactEdit fact={fact} on={editing}>
        {content ?? <span class="muted">–</span>}
      </FactEdit>
    ) : (
      content
    ),
  ]
  const facts: Row[] = [
    own('name', deal.name),
    own('value', deal.value === null ? null : formatMoney(deal.value, deal.currency)),
    own('owner', deal.owner?.name ?? null),
    own('expectedCloseOn', deal.expectedCloseOn && dateText(deal.expectedCloseOn)),
    own('probability', `${deal.probability ?? deal.stage.probability} %${deal.probability === null ? ' (stage)' : ''}`),
    own('source', deal.source),
    withReach(own('contact', contact && nameOf(contact)), contact),
    ['In this stage since', momentText(deal.stageEnteredAt, timeZone)],
    ['Created', momentText(deal.createdAt, timeZone)],
    ...(deal.closedOn ? ([['Closed', dateText(deal.closedOn)]] as Row[]) : []),
    ...(deal.reason ? ([['Reason', deal.reason.name]] as Row[]) : []),
    ['Tags', deal.tags.length > 0 || editing ? <Tags deal={deal} mayTag={editing !== undefined} /> : null],
  ]
  return (
    <dl class="facts">
      {facts.map(([name, fact]) => (
        <div>
          <dt>{name}</dt>
          <dd>{fact ?? <span class="muted">–</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

type Row = readonly [name: string, fact: JSX.Element | string | null]
type Contact = NonNullable<Opportunity['contact']>

function nameOf({ name, company }: Contact): string {
  return company ? `${name}, ${company}` : name
}

/** Beneath the contact's name, how they are reached. */
function withReach([label, fact]: Row, contact: Contact | null): Row {
  if (!contact?.email && !contact?.phone) return [label, fact]
  const { email, phone } = contact
  return [
    label,
    <>
      {fact}
      {email ? (
        <a class="reach" href={`mailto:${email}`}>
          {email}
        </a>
      ) : null}
      {phone ? (
        <a class="reach" href={`tel:${phone}`}>
          {phone}
        </a>
      ) : null}
    </>,
  ]
}

function Tags({ deal, mayTag }: { deal: Opportunity; mayTag: boolean }): JSX.Element {
  const links = deal.tags.map((tag) => <a href={`/deals?tag=${encodeURIComponent(tag)}&period=all`}>{tag}</a>)
  if (!mayTag) {
    return (
      <span class="buttons">
        {links.map((link) => (
          <span class="tag">{link}</span>
        ))}
      </span>
    )
  }
  return (
    <form method="post" action={`/deals/${deal.number}/tags`} class="tag-form">
      {deal.tags.map((tag, place) => (
        <span class="tag">
          {links[place]}
          <button type="submit" name="remove" value={tag} aria-label={`Take the tag ${tag} away`} formnovalidate>
            ×
          </button>
        </span>
      ))}
      <input name="add" aria-label="New tag" placeholder="Add a tag" maxlength={200} autocomplete="off" required />
      <button class="button tight" type="submit">
        Add
      </button>
    </form>
  )
}
