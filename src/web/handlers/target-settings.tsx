import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type Ctx,
  listMembers,
  listPipelines,
  listTargets,
  localDateOf,
  setTarget,
  termLabel,
  termsAhead,
} from '../../core/index.ts'
import { amountTyped } from '../amounts.ts'
import type { Refusal, Typed } from '../forms.ts'
import { TargetSettings } from '../pages/target-settings.tsx'

/** The targets, and for managers the form that sets them. */
export async function targetSettings(ctx: Ctx, refusal: Refusal | undefined): Promise<JSX.Element> {
  const { workspace, actor } = ctx
  const [targets, members, pipelines] = await Promise.all([listTargets(ctx), listMembers(ctx), listPipelines(ctx)])
  const today = localDateOf(ctx.now(), workspace.timeZone)
  const mayChange = actor.role !== 'rep'
  const terms = [...termsAhead('quarter', today, 5, workspace), ...termsAhead('month', today, 13, workspace)]
  return (
    <TargetSettings {...{ terms, targets, members, pipelines, mayChange, refusal, currency: workspace.currency }} />
  )
}

/** POST /settings/targets: sets a target, or takes it back when no amount is left. */
export async function setTargetTyped(ctx: Ctx, { owner, pipeline, term = '', value = '' }: Typed): Promise<string> {
  const [unit = '', startsOn = ''] = term.split(' ')
  const target = await setTarget(ctx, {
    ...{ owner: owner || null, pipeline: pipeline || null, unit, startsOn },
    value: value.trim() ? amountTyped(value, ctx.workspace.currency) : null,
  })
  const whose = target.owner?.name ?? 'The team'
  if (target.value === null) return `${whose} has no target of its own for ${termLabel(target)} any more.`
  return `The target of ${target.owner?.name ?? 'the team'} for ${termLabel(target)} is set.`
}
