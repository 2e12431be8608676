import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Pipeline, Stage } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Options, Refused } from './fields.tsx'

interface PipelineSettingsProps {
  pipelines: readonly Pipeline[]
  isAdmin: boolean
  refusal: Refusal | undefined
}

/** The pipelines and their stages: to add, name, order and retire. */
export function PipelineSettings({ pipelines, isAdmin, refusal }: PipelineSettingsProps): JSX.Element {
  return (
    <>
      <Refused message={refusal?.message} />
      {pipelines.map((pipeline) => (
        <PipelineCard pipeline={pipeline} others={pipelines.filter(({ id }) => id !== pipeline.id)} isAdmin={isAdmin} />
      ))}
      {isAdmin ? <NewPipeline refusal={refusal?.form === 'new-pipeline' ? refusal : undefined} /> : null}
    </>
  )
}

type CardProps = { pipeline: Pipeline; others: readonly Pipeline[]; isAdmin: boolean }

function PipelineCard({ pipeline, others, isAdmin }: CardProps): JSX.Element {
  const path = `/settings/pipelines/${pipeline.id}`
  return (
    <section class="card" aria-labelledby={`pipeline-${pipeline.id}`}>
      <div class="card-head">
        <h2 id={`pipeline-${pipeline.id}`}>{pipeline.name}</h2>
        {isAdmin ? <RenameForm action={`${path}/rename`} name={pipeline.name} what="pipeline" /> : null}
      </div>
      <ol class="rows">
        {pipeline.stages.map((stage) => (
          <StageRow stage={stage} stages={pipeline.stages} isAdmin={isAdmin} />
        ))}
      </ol>
      {isAdmin ? (
        <div class="row-foot">
          <form method="post" action={`${path}/stages`} class="inline-form">
            <input
              name="name"
              aria-label={`New stage of ${pipeline.name}`}
              placeholder="New stage"
              required
              maxlength={100}
            />
            <input
              name="probability"
              type="number"
              min="0"
              max="100"
              aria-label="Its probability in percent"
              placeholder="%"
            />
            <input
              name="limitDays"
              type="number"
              min="1"
              max="3650"
              aria-label="Its limit in days"
              placeholder="14 days"
            />
            <button class="button tight" type="submit">
              Add stage
            </button>
          </form>
          {others.length > 0 ? <RetirePipeline path={path} pipeline={pipeline} others={others} /> : null}
        </div>
      ) : null}
    </section>
  )
}

function StageRow({
  stage,
  stages,
  isAdmin,
}: {
  stage: Stage
  stages: readonly Stage[]
  isAdmin: boolean
}): JSX.Element {
  const path = `/settings/stages/${stage.id}`
  if (!isAdmin) {
    return (
      <li>
        <span>{stage.name}</span>{' '}
        <span class="muted">
          {stage.probability} %, {stage.limitDays === null ? 'no limit' : `${stage.limitDays} days at the most`}
        </span>
      </li>
    )
  }
  const place = stages.indexOf(stage)
  return (
    <li>
      <form method="post" action={`${path}/move`} class="order">
        <Arrow direction="up" label={`Move ${stage.name} up`} off={place === 0} />
        <Arrow direction="down" label={`Move ${stage.name} down`} off={place === stages.length - 1} />
      </form>
      <form method="post" action={`${path}/edit`} class="inline-form grow">
        <input name="name" aria-label={`Name of the stage ${stage.name}`} value={stage.name} required maxlength={100} />
        <input
          name="probability"
          type="number"
          min="0"
          max="100"
          aria-label={`Probability of ${stage.name} in percent`}
          value={String(stage.probability)}
        />
        <span class="muted">%</span>
        <input
          name="limitDays"
          type="number"
          min="1"
          max="3650"
          aria-label={`Limit of ${stage.name} in days; empty for none`}
          value={stage.limitDays === null ? '' : String(stage.limitDays)}
          placeholder="none"
        />
        <span class="muted">days</span>
        <button class="button tight" type="submit">
          Save
        </button>
      </form>
      {stages.length > 1 ? (
        <details class="menu" data-closes>
          <summary class="button tight quiet">Retire …</summary>
          <form method="post" action={`${path}/retire`} class="menu-panel panel-fields">
            <label class="field">
              <span>Its open deals go to</span>
              <select name="target">
                <Options options={named(stages.filter(({ id }) => id !== stage.id))} chosen="" />
              </select>
            </label>
            <p class="muted small">History keeps the stage.</p>
            <button class="button danger tight" type="submit">
              Retire {stage.name}
            </button>
          </form>
        </details>
      ) : null}
    </li>
  )
}

function Arrow({ direction, label, off }: { direction: 'up' | 'down'; label: string; off: boolean }): JSX.Element {
  return (
    <button class="icon-button" type="submit" name="direction" value={direction} aria-label={label} disabled={off}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        aria-hidden="true"
      >
        <path d={direction === 'up' ? 'M2 8l4-4 4 4' : 'M2 4l4 4 4-4'} stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  )
}

/** A new name for something. */
export function RenameForm({ action, name, what }: { action: string; name: string; what: string }): JSX.Element {
  return (
    <form method="post" action={action} class="inline-form">
      <input name="name" aria-label={`New name of the ${what} ${name}`} value={name} required maxlength={200} />
      <button class="button tight" type="submit">
        Rename
      </button>
    </form>
  )
}

function RetirePipeline({ path, pipeline, others }: { path: string; pipeline: Pipeline; others: readonly Pipeline[] }) {
  return (
    <details class="menu" data-closes>
      <summary class="button tight quiet">Retire pipeline …</summary>
      <form method="post" action={`${path}/retire`} class="menu-panel panel-fields">
        <label class="field">
          <span>Its open deals go to</span>
          <select name="target">
            {others.map(({ name, stages }) => (
              <optgroup label={name}>
                <Options options={named(stages)} chosen="" />
              </optgroup>
            ))}
          </select>
        </label>
        <button class="button danger tight" type="submit">
          Retire {pipeline.name}
        </button>
      </form>
    </details>
  )
}

function NewPipeline({ refusal }: { refusal: Refusal | undefined }): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <h2>New pipeline</h2>
      </div>
      <form method="post" action="/settings/pipelines" class="fields">
        <label class="field">
          <span>Name</span>
          <input name="name" value={refusal?.typed.name ?? ''} required maxlength={200} />
        </label>
        <label class="field wide">
          <span>Stages, in order, one a line</span>
          <textarea name="stages" rows={4} required placeholder={'First contact\nDemo\nContract'}>
            {refusal?.typed.stages ?? ''}
          </textarea>
        </label>
        <div class="wide">
          <button class="button" type="submit">
            Add pipeline
          </button>
        </div>
      </form>
    </section>
  )
}

function named(things: readonly { id: string; name: string }[]) {
  return things.map(({ id, name }) => ({ value: id, label: name }))
}
