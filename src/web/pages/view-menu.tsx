import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Overview } from '../../core/index.ts'

interface ViewMenuProps {
  arrangement: Overview
  /** The page's filters, kept on the way. */
  query: string
}

/** Which arrangement is shown, which others there are, and the way to change one's own. */
export function ViewMenu({ arrangement, query }: ViewMenuProps): JSX.Element {
  const shown = viewsOf(arrangement).find(({ id }) => id === arrangement.shown)
  return (
    <details class="menu views" data-closes>
      <summary>
        <span class="visually-hidden">View: </span>
        {shown?.name}
      </summary>
      <div class="menu-panel">
        <form method="post" action={`/overview/show${query}`}>
          <ul>
            {viewsOf(arrangement).map(({ id, name, hint }) => (
              <li>
                <button
                  type="submit"
                  name="view"
                  value={id}
                  {...(id === arrangement.shown ? { 'aria-current': 'true' } : {})}
                >
                  {name}
                  {hint ? <span class="muted small"> {hint}</span> : null}
                </button>
              </li>
            ))}
          </ul>
        </form>
        <p>
          <a href={`/overview/arrange${query}`}>Arrange cards</a>
        </p>
      </div>
    </details>
  )
}

/** Every arrangement that the member can see, their own first. */
export function viewsOf({ views, hasOwn }: Overview): { id: string; name: string; hint?: string }[] {
  const shared = views.map(({ id, name, teamDefault }) => ({ id, name, ...(teamDefault && { hint: 'the team’s' }) }))
  return [...(hasOwn ? [{ id: 'own', name: 'My arrangement' }] : []), ...shared, { id: 'standard', name: 'Standard' }]
}
