import type { JSX } from 'hono/jsx/jsx-runtime'

interface InstalledProps {
  teamName: string
  /** Opens the app in Slack. */
  slackUrl: string
}

/** Dealwright is in a Slack workspace now, and what to do there first. */
export function Installed({ teamName, slackUrl }: InstalledProps): JSX.Element {
  return (
    <section class="card alone">
      <h1>Dealwright is in {teamName}</h1>
      <p class="lead">What to do next, in Slack:</p>
      <ol>
        <li>
          Type <code>/deal new Acme renewal 12k</code> in any channel: your first deal.
        </li>
        <li>
          Write <code>/invite @Dealwright</code> in the channel where your team should see deals.
        </li>
        <li>
          Type <code>/deal dashboard</code> for the figures. Admins of Slack are admins here too, and change the
          settings there.
        </li>
      </ol>
      <div class="buttons">
        <a class="button main" href={slackUrl}>
          Open Slack
        </a>
      </div>
    </section>
  )
}

/** Why nothing was installed, and the way to try again. */
export function NotInstalled({ message }: { message: string }): JSX.Element {
  return (
    <section class="card alone">
      <h1>Not installed</h1>
      <p class="lead">{message}</p>
      <div class="buttons">
        <a class="button main" href="/slack/install">
          Add to Slack
        </a>
      </div>
    </section>
  )
}
