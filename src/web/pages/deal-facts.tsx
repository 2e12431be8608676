import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Opportunity } from '../../core/index.ts'
import { dateText, momentText } from '../format.ts'

/** What is known of a deal. `mayTag` adds a way to take a tag away and to add others. */
export function Facts({
  deal,
  timeZone,
  mayTag,
}: {
  deal: Opportunity
  timeZone: string
  mayTag: boolean
}): JSX.Element {
  const { contact } = deal
  const facts: [string, JSX.Element | string | null][] = [
    ['Contact', contact && <ContactFact contact={contact} />],
    ['Expected close', deal.expectedCloseOn && dateText(deal.expectedCloseOn)],
    ['Probability', `${deal.probability ?? deal.stage.probability} %${deal.probability === null ? ' (stage)' : ''}`],
    ['Source', deal.source],
    ['In this stage since', momentText(deal.stageEnteredAt, timeZone)],
    ['Created', momentText(deal.createdAt, timeZone)],
    ...(deal.closedOn ? ([['Closed', dateText(deal.closedOn)]] as [string, string][]) : []),
    ...(deal.reason ? ([['Reason', deal.reason.name]] as [string, string][]) : []),
    ['Tags', deal.tags.length > 0 || mayTag ? <Tags deal={deal} mayTag={mayTag} /> : null],
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

function ContactFact({ contact }: { contact: NonNullable<Opportunity['contact']> }): JSX.Element {
  return (
    <>
      {contact.name}
      {contact.company ? `, ${contact.company}` : ''}
      {contact.email ? (
        <>
          <br />
          <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </>
      ) : null}
      {contact.phone ? (
        <>
          <br />
          <a href={`tel:${contact.phone}`}>{contact.phone}</a>
        </>
      ) : null}
    </>
  )
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
