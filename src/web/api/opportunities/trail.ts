import { z } from '@hono/zod-openapi'
import { addNote, listNotes, type Note, opportunityHistory } from '../../../core/index.ts'
import { endpoint, listOf, wholeList } from '../endpoint.ts'
import { byNumber, id, instant } from '../fields.ts'

const ofOne = { tag: 'Opportunities', params: byNumber } as const
const via = z.enum(['slack', 'web', 'api', 'import', 'automation'])
const fact = z.union([z.string(), z.number(), z.array(z.string()), z.null()])

const HistoryAnswer = z
  .strictObject({
    at: instant,
    kind: z.string().openapi({ example: 'moved' }),
    by: z.string().openapi({ description: '“Dealwright” for what the program did by itself.', example: 'Ana Rep' }),
    via,
    version: z.int(),
    changes: z
      .record(z.string(), z.tuple([fact, fact]))
      .openapi({ description: 'Before and after, field by field.', example: { stage: ['Proposal', 'Negotiation'] } }),
  })
  .openapi('HistoryItem')

const history = endpoint({
  ...ofOne,
  method: 'get',
  path: '/opportunities/{number}/history',
  summary: 'What happened to a deal, newest first',
  answer: listOf(HistoryAnswer),
  async run(ctx, { params }) {
    const items = await opportunityHistory(ctx, params.number)
    return wholeList(
      items.map(({ byId, recordedAt, bulkId, ...item }) => ({ ...item, changes: inPairs(item.changes) })),
    )
  },
})

const NoteAnswer = z
  .strictObject({
    id,
    author: z.strictObject({ id, name: z.string() }).nullable(),
    text: z.string(),
    via,
    createdAt: instant,
  })
  .openapi('Note')

const notes = endpoint({
  ...ofOne,
  method: 'get',
  path: '/opportunities/{number}/notes',
  summary: 'The notes of a deal, newest first',
  answer: listOf(NoteAnswer),
  run: async (ctx, { params }) => wholeList((await listNotes(ctx, params.number)).map(noteView)),
})

const note = endpoint({
  ...ofOne,
  method: 'post',
  path: '/opportunities/{number}/notes',
  summary: 'Write a note about a deal',
  body: z.strictObject({ text: z.string().openapi({ example: 'Jane asked for a quote.' }) }),
  answer: NoteAnswer,
  status: 201,
  run: async (ctx, { params, body }) => noteView(await addNote(ctx, { opportunity: params.number, text: body.text })),
})

function noteView({ opportunityNumber, ...note }: Note): z.input<typeof NoteAnswer> {
  return note
}

type Pairs = Record<string, [z.input<typeof fact>, z.input<typeof fact>]>

function inPairs(changes: Awaited<ReturnType<typeof opportunityHistory>>[number]['changes']): Pairs {
  return JSON.parse(JSON.stringify(changes)) as Pairs
}

export const trailEndpoints = [history, notes, note] as const
