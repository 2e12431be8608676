import { z } from '@hono/zod-openapi'
import {
  completeTask,
  createTask,
  DUES,
  editTask,
  findMember,
  getTask,
  listOpenTasks,
  listTasks,
  reopenTask,
  type Task,
  taskNumberFrom,
} from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byNumber, id, instant, limit, localDate } from './fields.ts'

const tag = 'Tasks'

const byTask = z.object({
  number: z
    .string()
    .transform((words, context) => {
      const number = /^\d{1,9}$/.test(words) ? Number(words) : taskNumberFrom(words)
      return number ?? context.addIssue(`“${words}” is not a task’s number, such as 7.`)
    })
    .pipe(z.number())
    .openapi({ type: 'integer', example: 7 }),
})

const person = z.strictObject({ id, name: z.string() })

const TaskAnswer = z
  .strictObject({
    number: z.int(),
    ref: z.string().openapi({ example: 'T-7' }),
    opportunity: z.strictObject({ number: z.int(), ref: z.string().openapi({ example: 'D-42' }), name: z.string() }),
    text: z.string().openapi({ example: 'Call Jane' }),
    dueOn: localDate.nullable(),
    dueAt: instant.nullable(),
    assignee: person.extend({ slackUserId: z.string().nullable() }).nullable(),
    createdBy: person.nullable(),
    createdAt: instant,
    doneAt: instant.nullable(),
    doneBy: person.nullable(),
  })
  .openapi('Task')

const said = {
  dueOn: z.string().nullable().optional().openapi({ description: 'A local date.', example: '2026-12-31' }),
  dueAt: z
    .string()
    .nullable()
    .optional()
    .openapi({ description: 'A moment; it wins over the date.', format: 'date-time' }),
  assignee: z.string().nullable().optional().openapi({ description: 'A member’s id or name; you when left out.' }),
}

const ofDeal = endpoint({
  method: 'get',
  path: '/opportunities/{number}/tasks',
  tag,
  summary: 'The tasks of a deal, open ones first',
  params: byNumber,
  answer: listOf(TaskAnswer),
  run: async (ctx, { params }) => wholeList((await listTasks(ctx, params.number)).map(taskView)),
})

const create = endpoint({
  method: 'post',
  path: '/opportunities/{number}/tasks',
  tag,
  summary: 'Add a task to a deal',
  params: byNumber,
  body: z.strictObject({ text: z.string().openapi({ example: 'Call Jane' }), ...said }).openapi('NewTask'),
  answer: TaskAnswer,
  status: 201,
  run: async (ctx, { params, body }) => taskView(await createTask(ctx, { opportunity: params.number, ...body })),
})

const open = endpoint({
  method: 'get',
  path: '/tasks',
  tag,
  summary: 'Open tasks, the most urgent first',
  query: z.strictObject({
    assignee: z
      .string()
      .optional()
      .openapi({ description: 'A member’s id or name, or “me”; everybody’s when left out.' }),
    due: z.enum(DUES).optional(),
    limit,
    cursor: z.string().optional(),
  }),
  answer: listOf(TaskAnswer).extend({ count: z.int().openapi({ description: 'On all pages.' }) }),
  async run(ctx, { query: { assignee, ...which } }) {
    const assigneeId = assignee === undefined ? null : (await findMember(ctx, assignee)).id
    const { items, next, count } = await listOpenTasks(ctx, { assigneeId, ...which })
    return { items: items.map(taskView), next, count }
  },
})

const get = endpoint({
  method: 'get',
  path: '/tasks/{number}',
  tag,
  summary: 'Show a task',
  params: byTask,
  answer: TaskAnswer,
  run: async (ctx, { params }) => taskView(await getTask(ctx, params.number)),
})

const edit = endpoint({
  method: 'patch',
  path: '/tasks/{number}',
  tag,
  summary: 'Change a task',
  description: 'What is left out stays.',
  params: byTask,
  body: z.strictObject({ text: z.string().optional(), ...said }).openapi('TaskChanges'),
  answer: TaskAnswer,
  run: async (ctx, { params, body }) => taskView(await editTask(ctx, { task: params.number, ...body })),
})

const complete = endpoint({
  method: 'post',
  path: '/tasks/{number}/complete',
  tag,
  summary: 'A task is done',
  description: 'A second time changes nothing.',
  params: byTask,
  answer: TaskAnswer,
  run: async (ctx, { params }) => taskView(await completeTask(ctx, { task: params.number })),
})

const reopen = endpoint({
  method: 'post',
  path: '/tasks/{number}/reopen',
  tag,
  summary: 'A task is not done after all',
  params: byTask,
  answer: TaskAnswer,
  run: async (ctx, { params }) => taskView(await reopenTask(ctx, { task: params.number })),
})

function taskView({ id, via, opportunity, ...task }: Task): z.input<typeof TaskAnswer> {
  const { number, ref, name } = opportunity
  return { ...task, opportunity: { number, ref, name } }
}

export const taskEndpoints = [ofDeal, create, open, get, edit, complete, reopen] as const
