import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Channel, Every, Report, ScheduledReport } from '../../core/index.ts'
import { momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'

interface ShareReportProps {
  report: Report
  /** The report's own page, narrowed down as it is shared. */
  back: string
  action: string
  /** Where it can go, or why nowhere. */
  channels: readonly Channel[] | string
  scheduled: readonly ScheduledReport[]
  timeZone: string
  refusal: Refusal | undefined
}

const WHEN: Record<Every | 'once', string> = {
  once: 'Now, once',
  weekday: 'Every weekday',
  week: 'Every Monday',
  month: 'On the first of every month',
}

/** A report on its way into a channel: now, or again and again. */
export function ShareReport(props: ShareReportProps): JSX.Element {
  const { report, back, channels, scheduled, timeZone } = props
  return (
    <>
      <p class="crumbs">
        <a href="/reports">Reports</a> / <a href={back}>{report.title}</a>
      </p>
      <div class="page-head">
        <div>
          <h1>Share {report.title} to Slack</h1>
          <p class="sub">Its sentence, its picture and the link, narrowed down as you see it now.</p>
        </div>
      </div>
      <div class="grid">
        <section class="card span-6">
          {typeof channels === 'string' ? <p>{channels}</p> : <ShareForm {...props} channels={channels} />}
        </section>
        <section class="card span-6">
          <div class="card-head">
            <h2>Scheduled</h2>
          </div>
          {scheduled.length === 0 ? <p class="muted">No report is scheduled yet.</p> : null}
          <ul class="rows">
            {scheduled.map((one) => (
              <Scheduled one={one} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

type ShareFormProps = Omit<ShareReportProps, 'channels'> & { channels: readonly Channel[] }

function ShareForm({ action, channels, timeZone, refusal }: ShareFormProps): JSX.Element {
  const typed = refusal?.typed ?? {}
  if (channels.length === 0) {
    return (
      <p>
        Dealwright is in no channel yet. Type <code>/invite @Dealwright</code> in the channel that shall have the
        report, then look here again.
      </p>
    )
  }
  return (
    <form method="post" action={action} class="stack">
      <Refused message={refusal && Object.keys(refusal.fields).length === 0 ? refusal.message : undefined} />
      <Field label="Channel" name="channel" error={refusal?.fields.channel}>
        {(field) => (
          <select {...field} required>
            <Options
              options={channels.map(({ id, name }) => ({ value: id, label: `#${name}` }))}
              chosen={typed.channel ?? ''}
              none="Choose a channel"
            />
          </select>
        )}
      </Field>
      <Field label="When" name="every" error={refusal?.fields.every}>
        {(field) => (
          <select {...field}>
            <Options
              options={Object.entries(WHEN).map(([value, label]) => ({ value, label }))}
              chosen={typed.every ?? 'once'}
            />
          </select>
        )}
      </Field>
      <Field
        label="At"
        name="hour"
        error={refusal?.fields.hour}
        hint={`By the clock of ${timeZone}, where it comes again.`}
      >
        {(field) => (
          <select {...field}>
            <Options
              options={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clockTime(hour) }))}
              chosen={typed.hour ?? '9'}
            />
          </select>
        )}
      </Field>
      <Field label="What you want to say about it" name="note" error={refusal?.fields.note} hint="Goes with it once.">
        {(field) => (
          <textarea {...field} rows={3} maxlength={500}>
            {typed.note ?? ''}
          </textarea>
        )}
      </Field>
      <div class="buttons">
        <button class="button main" type="submit">
          Share
        </button>
      </div>
    </form>
  )
}

function Scheduled({ one, timeZone }: { one: ScheduledReport; timeZone: string }): JSX.Element {
  const { id, report, query, channel, every, hour, author, nextRunAt } = one
  return (
    <li>
      <span class="grow">
        <a href={`/reports/${report}${query && `?${query}`}`}>
          {report} in #{channel.name}
        </a>
        <br />
        <span class="muted small">
          {WHEN[every]} at {clockTime(hour)} · {author.name} · next {momentText(nextRunAt, timeZone)}
        </span>
      </span>
      <form method="post" action={`/reports/scheduled/${id}/end`}>
        <button class="button tight danger" type="submit" aria-label={`No longer post ${report} to #${channel.name}`}>
          End
        </button>
      </form>
    </li>
  )
}

function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
