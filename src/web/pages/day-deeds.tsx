import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Attention, Opportunity } from '../../core/index.ts'
import type { MyDayData } from './day-data.ts'

type Deed = 'note' | 'task' | 'move' | 'date'

/** What one does about a deal that wants attention, the likeliest first. */
const LIKELIEST: Record<Attention, readonly Deed[]> = {
  overdue: ['date', 'move', 'note', 'task'],
  closing: ['note', 'task', 'move', 'date'],
  stuck: ['move', 'note', 'task', 'date'],
  stale: ['note', 'task', 'move', 'date'],
  'no-next-step': ['task', 'date', 'note', 'move'],
}
const DEED_WORDS: Record<Deed, string> = { note: 'Log a note', task: 'Next step', move: 'Move', date: 'Set the date' }

interface DealDeedsProps {
  kind: Attention
  deal: Opportunity
  data: MyDayData
}

/** The likeliest deed as a button, and all of them behind it. */
export function DealDeeds({ kind, deal, data }: DealDeedsProps): JSX.Element {
  const deeds = LIKELIEST[kind]
  const first = deeds[0] ?? 'note'
  return (
    <details class="menu day-do" data-closes data-holds>
      <summary class="button tight">
        {DEED_WORDS[first]}
        <span class="visually-hidden">: {deal.name}</span>
      </summary>
      <div class="menu-panel day-deeds">
        {deeds.map((deed) => (
          <DeedForm deed={deed} deal={deal} data={data}>
            {fieldsOf(deed, deal, data)}
          </DeedForm>
        ))}
        <p class="buttons">
          {(['won', 'lost', 'abandoned'] as const).map((status) => (
            <a class="button tight" href={`/board/${deal.number}/close?status=${status}`}>
              {status === 'won' ? 'Won' : status === 'lost' ? 'Lost' : 'Abandoned'} …
            </a>
          ))}
        </p>
      </div>
    </details>
  )
}

function DeedForm({ deed, deal, data, children }: Omit<DealDeedsProps, 'kind'> & { deed: Deed; children: Child }) {
  return (
    <form
      method="post"
      action={`/my-day/deals/${deal.number}/${deed}`}
      class="panel-fields"
      data-in-place
      aria-label={`${DEED_WORDS[deed]}: ${deal.name}`}
    >
      <input type="hidden" name="back" value={data.back} />
      <input type="hidden" name="version" value={String(deal.version)} />
      {children}
    </form>
  )
}

function fieldsOf(deed: Deed, deal: Opportunity, { pipelines, agenda }: MyDayData): JSX.Element {
  switch (deed) {
    case 'note':
      return (
        <>
          <label class="field">
            <span>What happened?</span>
            <textarea name="text" rows={2} required />
          </label>
          <Send>Add the note</Send>
        </>
      )
    case 'task':
      return (
        <>
          <label class="field">
            <span>What comes next?</span>
            <input name="text" required maxlength={500} placeholder="Call about the offer" />
          </label>
          <label class="field">
            <span>When?</span>
            <input type="date" name="dueOn" min={agenda.today} />
          </label>
          <Send>Add the task</Send>
        </>
      )
    case 'date':
      return (
        <>
          <label class="field">
            <span>Expected close</span>
            <input type="date" name="expectedCloseOn" required value={deal.expectedCloseOn ?? ''} />
          </label>
          <Send>Set the date</Send>
        </>
      )
    case 'move': {
      const stages = pipelines.find(({ id }) => id === deal.pipeline.id)?.stages ?? []
      return (
        <>
          <label class="field">
            <span>Move to</span>
            <select name="stage">
              {stages.map(({ id, name }) => (
                <option value={id} selected={id === deal.stage.id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Send>Move</Send>
        </>
      )
    }
  }
}

function Send({ children }: { children: Child }): JSX.Element {
  return (
    <button class="button tight" type="submit">
      {children}
    </button>
  )
}
