import type { JSX } from 'hono/jsx/jsx-runtime'
import type { SavedFilter } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Field, Refused } from './fields.tsx'

export interface SavedFiltersProps {
  readonly filters: readonly SavedFilter[]
  /** The one that the list was opened by. */
  readonly used: SavedFilter | null
  /** Whether the list shows something else by now. */
  readonly changed: boolean
  readonly mayChange: boolean
  readonly mayShare: boolean
  readonly memberId: string | null
  /** The list's own address, to save and to come back to. */
  readonly back: string
  readonly refusal?: Refusal | undefined
}

/** The address of the list as it was saved. */
export function savedHref({ id, query, sort }: SavedFilter): string {
  return `/deals?${query ? `${query}&` : ''}sort=${sort}&saved=${id}`
}

/** Lists under a name: to open, and for the one in use to update, rename, share and delete. */
export function SavedFilters(props: SavedFiltersProps): JSX.Element {
  const { filters, used, memberId, refusal } = props
  const own = filters.filter(({ owner }) => owner.id === memberId)
  const others = filters.filter(({ owner }) => owner.id !== memberId)
  return (
    <details class="menu saved" id="saved" data-closes open={refusal !== undefined}>
      <summary class="button">
        {used ? used.name : 'Saved filters'}
        <span class="chevron" aria-hidden="true" />
      </summary>
      <div class="menu-panel">
        <Refused message={refusal && Object.keys(refusal.fields).length === 0 ? refusal.message : undefined} />
        {filters.length === 0 ? (
          <p class="muted small">Narrow the list down, then save it here under a name to find it again.</p>
        ) : null}
        <FilterLinks title="Yours" filters={own} used={used} />
        <FilterLinks title="Shared by the team" filters={others} used={used} byOwner />
        {used && props.mayChange ? <ChangeSaved {...props} used={used} /> : null}
        <SaveAs {...props} />
      </div>
    </details>
  )
}

interface FilterLinksProps {
  title: string
  filters: readonly SavedFilter[]
  used: SavedFilter | null
  byOwner?: boolean
}

function FilterLinks({ title, filters, used, byOwner }: FilterLinksProps): JSX.Element | null {
  if (filters.length === 0) return null
  return (
    <nav aria-label={title}>
      <p class="muted small">{title}</p>
      <ul>
        {filters.map((filter) => (
          <li>
            <a href={savedHref(filter)} {...(filter.id === used?.id ? { 'aria-current': 'page' } : {})}>
              {filter.name}
            </a>
            {byOwner ? <span class="muted small">{filter.owner.name}</span> : null}
            {!byOwner && filter.shared ? <span class="muted small">shared</span> : null}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ChangeSaved(props: SavedFiltersProps & { used: SavedFilter }): JSX.Element {
  const { used, mayShare, back } = props
  const wrong = props.refusal?.form === 'rename' ? props.refusal : undefined
  return (
    <details class="change-saved" open={wrong !== undefined}>
      <summary>Change “{used.name}”</summary>
      <form method="post" action={`/deals/saved/${used.id}/edit`} class="panel-fields">
        <input type="hidden" name="back" value={back} />
        <Field label="Name" name="name" prefix="rename" error={wrong?.fields.name}>
          {(field) => <input {...field} value={wrong?.typed.name ?? used.name} required maxlength={60} />}
        </Field>
        {mayShare ? <ShareCheck checked={used.shared} /> : null}
        <button class="button tight" type="submit">
          Save
        </button>
      </form>
      <form method="post" action={`/deals/saved/${used.id}/delete`}>
        <button class="button tight danger" type="submit">
          Delete this filter
        </button>
      </form>
    </details>
  )
}

function SaveAs({ used, mayShare, back, refusal }: SavedFiltersProps): JSX.Element {
  const wrong = refusal?.form === 'save' ? refusal : undefined
  return (
    <form method="post" action="/deals/saved" class="panel-fields">
      <input type="hidden" name="back" value={back} />
      <Field
        label={used ? 'Save this list as a new one' : 'Save this list as'}
        name="name"
        prefix="save"
        error={wrong?.fields.name}
      >
        {(field) => <input {...field} value={wrong?.typed.name ?? ''} required maxlength={60} autocomplete="off" />}
      </Field>
      {mayShare ? <ShareCheck checked={wrong?.typed.shared === '1'} /> : null}
      <button class="button main tight" type="submit">
        Save filter
      </button>
    </form>
  )
}

function ShareCheck({ checked }: { checked: boolean }): JSX.Element {
  return (
    <label class="check">
      <input type="checkbox" name="shared" value="1" checked={checked} />
      Share with the team
    </label>
  )
}

/** What the list shows differs from what was saved: to keep it, or to go back. */
export function SavedChanged({ used, changed, mayChange, back }: SavedFiltersProps): JSX.Element | null {
  if (!used || !changed) return null
  return (
    <form method="post" action={`/deals/saved/${used.id}/update`} class="banner note">
      <input type="hidden" name="back" value={back} />
      <span>
        This is not what “{used.name}” shows any more.
        {mayChange ? '' : ` It is ${used.owner.name}’s: save it under a name of your own to keep it.`}
      </span>
      <span class="buttons">
        {mayChange ? (
          <button class="button tight main" type="submit">
            Update it
          </button>
        ) : null}
        <a class="button tight" href={savedHref(used)}>
          Back to how it was
        </a>
      </span>
    </form>
  )
}
