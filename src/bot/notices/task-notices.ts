import { z } from 'zod'
import { assigneeToTell, type Ctx, enqueue, getTask, inTransaction } from '../../core/index.ts'
import { STOP } from '../blocks/notice.ts'
import { actions, md, message, option, section, select } from '../blocks/render.ts'
import { taskRow } from '../blocks/task.ts'
import type { CardDeps } from '../cards/cards.ts'
import type { Errand } from '../slack/slack-job.ts'
import { postInThread } from './notifier.ts'

const giving = z.object({ task: z.number(), assigneeId: z.string(), by: z.string() })

/** Does the `tell-task` job: whoever was given a task hears of it, once their quiet hours are over. */
export async function tellTask(errand: Errand, { publicUrl }: CardDeps): Promise<void> {
  const { ctx, job } = errand
  const { task: number, assigneeId, by } = giving.parse(job.payload)
  const task = await getTask(ctx, number)
  if (task.doneAt || task.assignee?.id !== assigneeId) return
  const { id, number: deal, ref } = task.opportunity
  const told = await assigneeToTell(ctx, { opportunityId: id, assigneeId })
  if (!told) return
  if (told.notBefore) return waitUntil(ctx, told.notBefore, { task: number, assigneeId, by })
  const title = md`${by} gave you a task.`
  const row = taskRow(task, { publicUrl, now: ctx.now(), timeZone: ctx.workspace.timeZone })
  const stops = [option('Not when I am given a task', 'setting:tasks'), option(`Nothing about ${ref}`, `mute:${deal}`)]
  const blocks = [section(title), row, actions(`notice:${deal}`, [select(STOP, 'Stop these', stops)])]
  await postInThread(errand, { id }, told.place, message(blocks, md`${by} gave you ${task.ref}: ${task.text}`))
}

function waitUntil(ctx: Ctx, runAt: string, payload: z.infer<typeof giving>): Promise<void> {
  const key = `${payload.task}/${payload.assigneeId}`
  return inTransaction(ctx, (tx) => enqueue(tx, { kind: 'tell-task', key, payload, runAt }))
}
