import { beforeAll, describe, expect, test } from 'vitest'
import * as core from '../../src/core/index.ts'
import { reports, runReport } from '../../src/core/reports/index.ts'
import { engines } from '../support/databases.ts'
import { makeTeam, type Team } from '../support/team.ts'

/** What the first workspace has, and what strangers could guess of it. */
interface Belongings {
  deal: core.Opportunity
  pipeline: core.Pipeline
  contact: core.Contact
  member: core.Member
  task: core.Task
  bulkChange: core.BulkChange
  rate: core.Rate
  target: core.Target
  forecast: core.SubmittedForecast
}

type Question = (ctx: core.Ctx, first: Belongings) => Promise<unknown>

/** Every verb that reads a workspace's rows, asked by somebody of another workspace for what belongs to the first. */
const questions: Record<string, Question> = {
  cardsOf: (ctx, { deal }) => core.cardsOf(ctx, deal.id),
  findContacts: (ctx) => core.findContacts(ctx, 'secret', 10),
  findMember: (ctx, { member }) => core.findMember(ctx, member.id),
  findOpportunities: (ctx) => core.findOpportunities(ctx, 'secret', { limit: 10 }),
  findPipeline: (ctx, { pipeline }) => core.findPipeline(ctx, pipeline.id),
  findReason: (ctx) => core.findReason(ctx, 'Secret reason', 'lost'),
  findStage: (ctx, { pipeline }) => core.findStage(ctx, pipeline.stages[0]?.id ?? '', pipeline.id),
  getContact: (ctx, { contact }) => core.getContact(ctx, contact.id),
  getOpportunity: (ctx, { deal }) => core.getOpportunity(ctx, deal.number, { deleted: true }),
  getOpportunityById: (ctx, { deal }) => core.getOpportunityById(ctx, deal.id),
  getTask: (ctx, { task }) => core.getTask(ctx, task.number),
  listApiTokens: (ctx) => core.listApiTokens(ctx),
  getBulkChange: (ctx, { bulkChange }) => core.getBulkChange(ctx, bulkChange.id),
  listBulkChangeDeals: (ctx, { bulkChange }) => core.listBulkChangeDeals(ctx, bulkChange.id),
  listBulkChanges: (ctx) => core.listBulkChanges(ctx),
  listDealRows: async (ctx) =>
    core.listDealRows(ctx, {
      filters: await core.resolveFilters(ctx, {}, { defaultPeriod: 'all' }),
      columns: ['name', 'next-task'],
    }),
  listMembers: (ctx) => core.listMembers(ctx, { inactive: true }),
  listNotes: (ctx, { deal }) => core.listNotes(ctx, deal.number),
  listOpportunities: async (ctx) =>
    core.listOpportunities(ctx, { filters: await core.resolveFilters(ctx, {}, { defaultPeriod: 'all' }) }),
  listOpenTasks: (ctx) => core.listOpenTasks(ctx, { assigneeId: null }),
  listPipelines: (ctx) => core.listPipelines(ctx, { retired: true }),
  listReasons: (ctx) => core.listReasons(ctx, { retired: true }),
  listForecasts: (ctx) => core.listForecasts(ctx),
  listTargets: (ctx) => core.listTargets(ctx, { earlier: true }),
  listRates: (ctx) => core.listRates(ctx),
  listSources: (ctx) => core.listSources(ctx),
  listTasks: (ctx, { deal }) => core.listTasks(ctx, deal.number),
  listSavedFilters: (ctx) => core.listSavedFilters(ctx),
  listStays: (ctx, { deal }) => core.listStays(ctx, deal.id),
  listSubscriptions: (ctx) => core.listSubscriptions(ctx),
  listScheduledReports: (ctx) => core.listScheduledReports(ctx),
  listTags: (ctx) => core.listTags(ctx),
  listTroubledJobs: (ctx) => core.listTroubledJobs(ctx),
  memberBySlackUser: (ctx, { member }) => core.memberBySlackUser(ctx, member.slackUserId ?? ''),
  opportunityHistory: (ctx, { deal }) => core.opportunityHistory(ctx, deal.number),
}

/** Verbs that are named alike, but read nothing of a workspace. */
const aboutNobody = ['findReport']

/** Every verb that changes something the first workspace has. */
const changes: Record<string, Question> = {
  addNote: (ctx, { deal }) => core.addNote(ctx, { opportunity: deal.number, text: 'Hello' }),
  carryOutBulkChange: (ctx, { bulkChange }) => core.carryOutBulkChange(ctx, bulkChange.id),
  correctRate: (ctx, { rate }) => core.correctRate(ctx, { id: rate.id, rate: '2' }),
  removeRate: (ctx, { rate }) => core.removeRate(ctx, { id: rate.id }),
  completeTask: (ctx, { task }) => core.completeTask(ctx, { task: task.number }),
  createTask: (ctx, { deal }) => core.createTask(ctx, { opportunity: deal.number, text: 'Hello' }),
  editTask: (ctx, { task }) => core.editTask(ctx, { task: task.number, text: 'Taken' }),
  editStage: (ctx, { pipeline }) => core.editStage(ctx, { stage: pipeline.stages[0]?.id ?? '', name: 'Taken' }),
  followOpportunity: (ctx, { deal }) => core.followOpportunity(ctx, { opportunity: deal.number }),
  keepDeal: (ctx, { deal }) => core.keepDeal(ctx, { opportunity: deal.number }),
  moveOpportunity: (ctx, { deal }) => core.moveOpportunity(ctx, { opportunity: deal.number, stage: 'Proposal' }),
  renamePipeline: (ctx, { pipeline }) => core.renamePipeline(ctx, { pipeline: pipeline.id, name: 'Taken' }),
  retirePipeline: (ctx, { pipeline }) => core.retirePipeline(ctx, { pipeline: pipeline.id }),
  saveContact: (ctx, { contact }) => core.saveContact(ctx, { id: contact.id, name: 'Taken' }),
  setActive: (ctx, { member }) => core.setActive(ctx, { member: member.id, active: false }),
  tagOpportunity: (ctx, { deal }) => core.tagOpportunity(ctx, { opportunity: deal.number, add: ['a'], remove: [] }),
  undoBulkChange: (ctx, { bulkChange }) => core.undoBulkChange(ctx, bulkChange.id),
  undoChange: (ctx, { deal }) => core.undoChange(ctx, { opportunity: deal.number }),
  setRole: (ctx, { member }) => core.setRole(ctx, { member: member.id, role: 'admin' }),
}

describe.for(engines.map((engine) => [engine.name, engine] as const))('a second workspace (%s)', ([, engine]) => {
  let first: Team
  let second: Team
  let belongings: Belongings

  beforeAll(async () => {
    const database = await engine.fresh()
    first = await makeTeam(database, { slackTeamId: 'T1', name: 'Secret company' })
    second = await makeTeam(database, { slackTeamId: 'T2', name: 'Other company' })
    belongings = await furnish(first)
  })

  test.for(Object.entries(questions))('%s tells nothing of the first', async ([, ask]) => {
    expect(JSON.stringify(await answerOf(ask))).not.toMatch(/secret/i)
    for (const { id } of Object.values(belongings)) expect(JSON.stringify(await answerOf(ask))).not.toContain(id)
  })

  test.for(Object.entries(questions))('%s tells the first what it has', async ([, ask]) => {
    const told = JSON.stringify(await ask(first.admin, belongings))
    const ids = Object.values(belongings).map(({ id }) => id)
    expect(/secret/i.test(told) || ids.some((id) => told.includes(id))).toBe(true)
  })

  test.for(Object.entries(changes))('%s cannot reach what the first has', async ([, attempt]) => {
    await expect(attempt(second.admin, belongings)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.for(reports.map((report) => [report.id] as const))('the report %s counts nothing of the first', async ([id]) => {
    const filters = await core.resolveFilters(second.admin, {}, { defaultPeriod: 'all' })
    const result = await runReport(second.admin, id, filters)
    expect(JSON.stringify([result.rows, result.totals])).not.toMatch(/secret|765432/i)
  })

  test('the same Slack user id is another member there', async () => {
    const there = await core.memberBySlackUser(second.rep, 'U1')
    expect(there?.id).toBe(second.members.rep.id)
  })

  test('every verb that lists, finds or gets is asked above', () => {
    const reading = Object.keys(core).filter((name) => /^(list|find|get)[A-Z]/.test(name))
    expect(reading.filter((name) => !(name in questions) && !aboutNobody.includes(name))).toEqual([])
  })

  /** What the stranger learns: the answer, or nothing at all. */
  async function answerOf(ask: Question): Promise<unknown> {
    try {
      return await ask(second.admin, belongings)
    } catch (error) {
      expect(error).toMatchObject({ code: 'not_found' })
      return null
    }
  }
})

async function furnish({ admin, rep, members }: Team): Promise<Belongings> {
  const stages = [{ name: 'Secret stage' }]
  const pipeline = await core.createPipeline(admin, { name: 'Secret pipeline', stages })
  const contact = await core.saveContact(rep, { name: 'Secret Jane', email: 'jane@secret.example' })
  await core.createReason(admin, { name: 'Secret reason', status: 'lost' })
  await core.createApiToken(admin, { name: 'Secret token' })
  const deal = await core.createOpportunity(rep, {
    name: 'Secret deal',
    value: 765432,
    pipeline: pipeline.id,
    contact: contact.id,
    source: 'Secret source',
    tags: ['secret'],
    note: 'Secret note',
  })
  await core.subscribe(rep, { place: 'C1', kinds: ['won'], pipeline: pipeline.id })
  await core.scheduleReport(rep, {
    report: 'funnel',
    query: '',
    channel: { id: 'C1', name: 'sales' },
    every: 'week',
    hour: 9,
  })
  await core.inTransaction(rep, (tx) => core.enqueue(tx, { kind: 'post', key: 'secret', payload: {} }))
  const refuse = async (): Promise<void> => {
    throw new core.GiveUp('Secret channel')
  }
  await core.runDueJobs(rep.database, { now: rep.now, log: rep.log, handlers: { post: refuse } })
  const place = { opportunityId: deal.id, channelId: 'C1', messageTs: '1.1', version: 1 }
  await core.rememberCard(rep, place)
  const task = await core.createTask(rep, { opportunity: deal.number, text: 'Secret task' })
  const rate = await core.addRate(admin, { currency: 'EUR', day: '2026-11-01', rate: '1.1' })
  await core.saveFilter(admin, { name: 'Secret filter', query: '', sort: 'name', columns: [] })
  const bulkChange = await core.prepareBulkChange(admin, {
    deals: [deal.number],
    deed: { kind: 'tag', add: ['secret'], remove: [] },
  })
  await core.carryOutBulkChange(admin, bulkChange.id)
  const term = { unit: 'quarter', startsOn: '2026-11-01', value: 765432 }
  const target = await core.setTarget(admin, { ...term, owner: members.rep.id, pipeline: pipeline.id })
  const forecast = await core.submitForecast(admin, { ...term, note: 'Secret forecast' })
  return { deal, pipeline, contact, member: members.rep, task, rate, bulkChange, target, forecast }
}
