import type { Context } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type Ctx,
  changeSettings,
  createApiToken,
  createMember,
  createReason,
  editReason,
  listApiTokens,
  listMembers,
  listPipelines,
  listReasons,
  notFound,
  ownSessions,
  parseRole,
  type RateImport,
  type ReasonStatus,
  retireReason,
  revokeApiToken,
  type Settings,
  setActive,
  setRole,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, submit, type Typed, written } from '../forms.ts'
import { MemberSettings } from '../pages/member-settings.tsx'
import { PipelineSettings } from '../pages/pipeline-settings.tsx'
import { ReasonSettings } from '../pages/reason-settings.tsx'
import { SessionSettings } from '../pages/session-settings.tsx'
import { SettingsFrame, type SettingsSection } from '../pages/settings-frame.tsx'
import { TokenSettings } from '../pages/token-settings.tsx'
import { WorkspaceSettings } from '../pages/workspace-settings.tsx'
import { goOn, showPage } from '../respond.tsx'
import { ctxIn, sessionIn } from '../session.ts'
import { currencySettings } from './currency-settings.tsx'
import { slackSettings } from './slack-settings.tsx'
import { targetSettings } from './target-settings.tsx'

/** What a form of the settings does; answers the sentence that says so. */
export type Deed = (ctx: Ctx, typed: Typed, id: string) => Promise<string>

/** GET /settings/... */
export function showSettings(section: SettingsSection): (c: Context<WebEnv>) => Promise<Response> {
  return (c) => settingsPage(c, section)
}

/** POST /settings/...: does the deed and shows the section again, with its sentence or with what was wrong. */
export function change(section: SettingsSection, form: string, deed: Deed): (c: Context<WebEnv>) => Promise<Response> {
  const path = section === 'workspace' ? '/settings' : `/settings/${section}`
  return (c) =>
    submit(
      c,
      form,
      async (typed) => goOn(c, path, await deed(ctxIn(c), typed, c.req.param('id') ?? '')),
      (refusal) => settingsPage(c, section, { refusal }),
    )
}

/** POST /settings/tokens: the page that answers shows the token, this once. */
export function createToken(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'new-token',
    async (typed) => {
      const name = typed.name ?? ''
      const { token } = await createApiToken(ctxIn(c), { name })
      return settingsPage(c, 'tokens', { fresh: { name, token } })
    },
    (refusal) => settingsPage(c, 'tokens', { refusal }),
  )
}

/** What is changed beside pipelines, by the form's name. */
export const deeds = {
  async workspace(ctx, typed) {
    const { name = '', timeZone = '', currency = '' } = typed
    const [firstWeekday, fiscalStartMonth] = [Number(typed.firstWeekday), Number(typed.fiscalStartMonth)]
    const repsSee = typed.repsSee as Settings['repsSee']
    await changeSettings(ctx, { name, timeZone, currency, repsSee, firstWeekday, fiscalStartMonth })
    return 'The settings are saved.'
  },
  async addReason(ctx, typed) {
    const { name } = await createReason(ctx, { name: typed.name ?? '', status: reasonStatus(typed) })
    return `${name} is a reason now.`
  },
  async renameReason(ctx, typed, id) {
    const { name } = await editReason(ctx, { reason: id, name: typed.name ?? '' })
    return `The reason is called ${name} now.`
  },
  async flagReason(ctx, typed, id) {
    const { name, notARealDeal } = await editReason(ctx, { reason: id, notARealDeal: typed.notARealDeal === '1' })
    return notARealDeal
      ? `Deals closed as ${name} count in no rate now.`
      : `Deals closed as ${name} count in rates again.`
  },
  async retireReason(ctx, _typed, id) {
    const { name } = await retireReason(ctx, { reason: id })
    return `${name} is retired. Deals that have it keep it.`
  },
  async addMember(ctx, typed) {
    const role = parseRole(typed.role ?? '')
    const member = await createMember(ctx, { name: typed.name ?? '', email: written(typed, 'email'), role })
    return `${member.name} is a member now.`
  },
  async memberRole(ctx, typed, id) {
    const { name, role } = await setRole(ctx, { member: id, role: parseRole(typed.role ?? '') })
    return `${name} is ${role === 'admin' ? 'an' : 'a'} ${role} now.`
  },
  async memberActive(ctx, typed, id) {
    const { name, active } = await setActive(ctx, { member: id, active: typed.active === '1' })
    return `${name} is switched ${active ? 'on' : 'off'}.`
  },
  async revokeToken(ctx, _typed, id) {
    await revokeApiToken(ctx, id)
    return 'The token is revoked.'
  },
} satisfies Record<string, Deed>

/** What a section shows beside what is kept: a refused form, or what a deed has to tell once. */
interface Shown {
  refusal?: Refusal
  rates?: RateImport
  fresh?: { name: string; token: string }
}

/** Shows a section of the settings. */
export async function settingsPage(c: Context<WebEnv>, section: SettingsSection, shown: Shown = {}): Promise<Response> {
  const ctx = ctxIn(c)
  const isAdmin = ctx.actor.role === 'admin'
  const status = shown.refusal && STATUS_OF[shown.refusal.code]
  const content = await contentOf(c, section, shown, isAdmin)
  return showPage(
    c,
    { title: 'Settings', current: 'settings', ...(status && { status }) },
    <SettingsFrame section={section} isAdmin={isAdmin}>
      {content}
    </SettingsFrame>,
  )
}

async function contentOf(
  c: Context<WebEnv>,
  section: SettingsSection,
  shown: Shown,
  isAdmin: boolean,
): Promise<JSX.Element> {
  const ctx = ctxIn(c)
  const { refusal, fresh } = shown
  const { workspace } = ctx
  switch (section) {
    case 'workspace':
      return <WorkspaceSettings workspace={workspace} isAdmin={isAdmin} refusal={refusal} />
    case 'pipelines':
      return <PipelineSettings pipelines={await listPipelines(ctx)} isAdmin={isAdmin} refusal={refusal} />
    case 'reasons':
      return <ReasonSettings reasons={await listReasons(ctx, { retired: true })} isAdmin={isAdmin} refusal={refusal} />
    case 'targets':
      return targetSettings(ctx, refusal)
    case 'currencies':
      return currencySettings(ctx, { isAdmin, refusal, outcome: shown.rates })
    case 'members':
      return <MemberSettings members={await listMembers(ctx, { inactive: true })} isAdmin={isAdmin} refusal={refusal} />
    case 'slack':
      return slackSettings(ctx, { connection: c.var.deps.slackConnection, refusal })
    case 'sessions': {
      const sessions = await ownSessions(ctx)
      return <SessionSettings sessions={sessions} current={sessionIn(c)} timeZone={workspace.timeZone} />
    }
    case 'tokens': {
      const tokens = await listApiTokens(ctx)
      return <TokenSettings tokens={tokens} timeZone={workspace.timeZone} fresh={fresh} refusal={refusal} />
    }
  }
}

function reasonStatus({ status }: Typed): ReasonStatus {
  if (status === 'lost' || status === 'abandoned') return status
  throw notFound('Reasons are for lost or for abandoned deals.')
}
