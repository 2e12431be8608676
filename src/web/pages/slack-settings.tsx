import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Installation, Stop, Trouble, TroubledJob } from '../../core/index.ts'
import type { SlackConnectionKind } from '../env.ts'
import { momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Refused } from './fields.tsx'

export interface SlackSettingsProps {
  connection: SlackConnectionKind | undefined
  teamId: string | null
  installation: Installation | null
  stop: Stop | null
  trouble: Trouble | null
  /** What could not be sent; null for whoever is no admin. */
  jobs: readonly TroubledJob[] | null
  timeZone: string
  refusal: Refusal | undefined
}

const CONNECTIONS: Record<SlackConnectionKind, string> = {
  http: 'One workspace, over HTTP',
  socket: 'One workspace, by Socket Mode',
  installed: 'Installed by OAuth',
  sandbox: 'The Slack workspace in a box',
}

/** What jobs do, for whoever looks at one that failed. */
const JOBS: Record<string, string> = {
  'post-card': 'Post a deal’s card',
  'refresh-cards': 'Rewrite a deal’s cards',
  'check-slack': 'Look whether Slack takes the token',
  'rotate-token': 'Renew the token',
  'greet-installer': 'Greet whoever installed',
  say: 'Answer in a conversation',
  unfurl: 'Show what a link leads to',
}

/** How the workspace and Slack are connected, what went wrong between them, and what waits because of it. */
export function SlackSettings(props: SlackSettingsProps): JSX.Element {
  const { stop, jobs, timeZone, refusal } = props
  return (
    <>
      <Refused message={refusal?.message} />
      {stop ? <StandsStill stop={stop} timeZone={timeZone} mayCheck={jobs !== null} /> : null}
      <Connection {...props} />
      {jobs ? <TroubledJobs jobs={jobs} timeZone={timeZone} /> : null}
    </>
  )
}

function StandsStill({ stop, timeZone, mayCheck }: { stop: Stop; timeZone: string; mayCheck: boolean }): JSX.Element {
  return (
    <section class="card" aria-labelledby="stop">
      <h2 id="stop">Nothing goes out to Slack</h2>
      <p>{stop.advice}</p>
      <p class="muted small">
        Since {momentText(stop.since, timeZone)} (<code>{stop.reason}</code>). What waits is kept, and goes out when
        Slack takes a token again.
      </p>
      {mayCheck ? (
        <form method="post" action="/settings/slack/check">
          <button class="button" type="submit">
            Look again now
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Connection({ connection, teamId, installation, stop, trouble, timeZone }: SlackSettingsProps): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <h2>Connection</h2>
      </div>
      <ul class="rows">
        <Fact label="Way">{connection ? CONNECTIONS[connection] : 'Not known to this process'}</Fact>
        <Fact label="Slack team">{teamId ?? 'Nobody has used Dealwright from Slack yet'}</Fact>
        <Fact label="Messages">{stop ? 'Stand still' : 'Go out'}</Fact>
        {installation ? (
          <Fact label="Installed">
            {momentText(installation.installedAt, timeZone)}
            {installation.uninstalledAt ? `, removed ${momentText(installation.uninstalledAt, timeZone)}` : ''}
          </Fact>
        ) : null}
        {installation ? <Fact label="Permissions">{installation.scopes.join(', ')}</Fact> : null}
        <Fact label="Last trouble">
          {trouble ? (
            <>
              {trouble.sentence}{' '}
              <span class="muted small">
                {momentText(trouble.at, timeZone)} (<code>{trouble.name}</code>)
              </span>
            </>
          ) : (
            'None'
          )}
        </Fact>
      </ul>
    </section>
  )
}

function Fact({ label, children }: { label: string; children?: unknown }): JSX.Element {
  return (
    <li>
      <span class="grow">
        <span class="muted small">{label}</span>
        <br />
        {children as JSX.Element}
      </span>
    </li>
  )
}

function TroubledJobs({ jobs, timeZone }: { jobs: readonly TroubledJob[]; timeZone: string }): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <h2>What could not be sent</h2>
      </div>
      {jobs.length === 0 ? <p class="muted">Everything has gone out.</p> : null}
      <ul class="rows">
        {jobs.map(({ id, kind, error, failedAt, createdAt, attempts }) => (
          <li>
            <span class="grow">
              <strong>{JOBS[kind] ?? kind}</strong>
              <br />
              {error}
              <br />
              <span class="muted small">
                asked for {momentText(createdAt, timeZone)} ·{' '}
                {failedAt ? `given up ${momentText(failedAt, timeZone)}` : `tried ${attempts} times, goes on`}
              </span>
            </span>
            <form method="post" action={`/settings/slack/jobs/${id}/retry`}>
              <button class="button tight" type="submit" aria-label={`Retry: ${JOBS[kind] ?? kind}`}>
                Retry
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
