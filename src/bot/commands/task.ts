import {
  createTask,
  getTask,
  invalid,
  listOpenTasks,
  type Opportunity,
  type Task,
  taskNumberFrom,
} from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { actions, context, md, message, section } from '../blocks/render.ts'
import { taskButtons, taskLine, taskRow } from '../blocks/task.ts'
import { defineCommand, type Message, type Press, type Reply, type Turn } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import { addTaskFrom, changeTaskFrom, EDIT_TASK, taskFields, taskForm } from '../forms/task-form.ts'
import { memberNamed } from '../intake/people.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { parseTask } from '../words/task.ts'
import { personsMoment } from '../words/turn-time.ts'

const PER_PAGE = 10
/** Where a page begins: made by the buttons, never typed. */
const CURSOR = /^after:(\S+)$/

const adds = dealForm({
  id: 'deal.task',
  title: 'Task for',
  submit: 'Add',
  fields: async (turn) => taskFields(turn, null),
  /** A task stands beside whatever else happened to the deal. */
  change: async (turn, { opportunity }, values) => told(turn, await addTaskFrom(turn, opportunity, values)),
})

export const task = defineCommand({
  verb: 'task',
  aliases: ['tasks', 'todo'],
  summary: 'Something to do about a deal; alone, your open tasks',
  examples: [
    '/deal task D-42 call Jane tomorrow 10:00 for @ana',
    '/deal task acme renewal: send the offer by friday',
    '/deal task D-42',
    '/deal task T-7',
    '/deal task',
  ],
  async run(turn, words) {
    const cursor = CURSOR.exec(words.trim())?.[1]
    if (!words.trim() || cursor) return myTasks(turn, cursor)
    const { deal, rest } = splitDeal(words, /:\s/)
    const number = taskNumberFrom(deal)
    if (number !== null) return editForm(turn, number)
    if (!deal || !rest) return adds.open(turn, deal)
    return withDeal(
      turn,
      deal,
      (ref) => `task ${ref} ${rest}`,
      (found) => add(turn, found, rest),
    )
  },
  ...adds.answers,
  views: {
    ...adds.answers.views,
    [EDIT_TASK]: async (turn, form) => told(turn, await changeTaskFrom(turn, form)),
  },
})

/** Asks for a task of the deal of a card. */
export function taskOfSeen(turn: Turn, press: Press): Promise<Reply> {
  return adds.fromCard(turn, press)
}

async function add(turn: Turn, deal: Opportunity, words: string): Promise<Reply> {
  const { text, due, assignee } = parseTask(words, personsMoment(turn))
  if (!text) throw invalid(`What is to be done? Write it like /deal task ${deal.ref} call Jane tomorrow 10:00`)
  const whose = assignee === null ? {} : { assignee: (await memberNamed(turn, assignee)).id }
  return told(turn, await createTask(turn.ctx, { opportunity: deal.number, text, ...due, ...whose }))
}

async function editForm(turn: Turn, number: number): Promise<Reply> {
  return taskForm(turn, await getTask(turn.ctx, number))
}

function told(turn: Turn, made: Task): Reply {
  return { kind: 'say', message: aboutTask(turn, made) }
}

/** A task as a message of its own. */
export function aboutTask({ ctx, publicUrl }: Turn, about: Task): Message {
  const around = { publicUrl, now: ctx.now(), timeZone: ctx.workspace.timeZone }
  const text = taskLine(about, around)
  return message([section(text), taskButtons(about)], text)
}

async function myTasks({ ctx, publicUrl }: Turn, cursor: string | undefined): Promise<Reply> {
  const mine = { assigneeId: ctx.actor.memberId, limit: PER_PAGE, ...(cursor && { cursor }) }
  const { items, next, count } = await listOpenTasks(ctx, mine)
  const around = { publicUrl, now: ctx.now(), timeZone: ctx.workspace.timeZone }
  const title = md`*Your open tasks*`
  const hint =
    count === 0 ? md`None. Add one: \`/deal task D-42 call Jane tomorrow 10:00\`` : md`${count.toLocaleString('en')}`
  const pages = [
    ...(cursor ? [lineButton('First page', 'task')] : []),
    ...(next ? [lineButton('Next page', `task after:${next}`)] : []),
  ]
  const blocks = [
    section(title),
    context(hint),
    ...items.map((one) => taskRow(one, around)),
    ...(pages.length > 0 ? [actions('pages', pages)] : []),
  ]
  return { kind: 'say', message: message(blocks, title), inPlace: true }
}
