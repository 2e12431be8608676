import type { Hono } from 'hono'
import { apiRoutes } from './api/index.ts'
import { assetRoutes } from './assets.ts'
import type { WebDeps, WebEnv } from './env.ts'
import * as arranging from './handlers/arrange.tsx'
import { confirmLink, signInAsMember, signInPage, signOut, signOutEverywhere, spendLink } from './handlers/auth.tsx'
import { askClosing, board, closeCard, moveCard, undoCard } from './handlers/board.tsx'
import * as bulk from './handlers/bulk.tsx'
import * as deals from './handlers/deal.tsx'
import * as dealLists from './handlers/deal-lists.ts'
import * as dealOwn from './handlers/deal-own.ts'
import { deal } from './handlers/deal-page.tsx'
import * as dealTasks from './handlers/deal-tasks.ts'
import { dealList, dealListAsCsv } from './handlers/deals.tsx'
import { figures } from './handlers/figures.tsx'
import { beginInstall, finishInstall } from './handlers/install.tsx'
import * as day from './handlers/my-day.tsx'
import { overview } from './handlers/overview.tsx'
import { pipelineDeeds } from './handlers/pipeline-deeds.ts'
import { importRateFile, rateDeeds } from './handlers/rate-deeds.ts'
import { report, reportList, submitForecastTyped } from './handlers/reports.tsx'
import { sessionDeeds } from './handlers/session-deeds.ts'
import { change, createToken, deeds, showSettings } from './handlers/settings.tsx'
import { endScheduled, share, showShare } from './handlers/share-report.tsx'
import { slackDeeds } from './handlers/slack-deeds.ts'
import { beginSlackSignIn, finishSlackSignIn } from './handlers/slack-sign-in.tsx'
import { setTargetTyped } from './handlers/target-settings.tsx'
import { alive, ready } from './health.ts'
import { createLiveHub, live } from './live.ts'
import type { Metrics } from './metrics.ts'
import { requireViewer } from './session.ts'

/** Where Slack posts. Mounted before everything that is meant for browsers: Slack is in a hurry, and no browser comes here. */
export function mountSlack(app: Hono<WebEnv>, { mounts: { slackEvents } }: WebDeps): void {
  if (slackEvents) app.post('/slack/events', (c) => slackEvents(c.req.raw))
}

/** Every other address there is. */
export function mountRoutes(app: Hono<WebEnv>, deps: WebDeps, metrics: Metrics): void {
  const { database, log, mounts, settings } = deps
  const hub = createLiveHub(database, log)

  // For machines and for everybody.
  app.get('/healthz', alive)
  app.get('/readyz', ready)
  app.get('/metrics', metrics.show)
  if (mounts.installer) {
    app.get('/slack/install', beginInstall(mounts.installer))
    app.get('/slack/oauth_redirect', finishInstall(mounts.installer))
  }
  if (mounts.sandbox) app.route('/sandbox', mounts.sandbox)
  app.route('/api/v1', apiRoutes(deps))
  app.route('/public', assetRoutes(settings.publicFolder))
  app.get('/auth/link/:token', confirmLink)
  app.post('/auth/link/:token', spendLink)
  app.post('/auth/sandbox', signInAsMember)
  if (mounts.slackSignIn) {
    app.get('/auth/slack', beginSlackSignIn(mounts.slackSignIn))
    app.get('/auth/slack/callback', finishSlackSignIn(mounts.slackSignIn))
  }
  app.post('/auth/sign-out', signOut)
  app.post('/auth/sign-out-everywhere', requireViewer(signInPage), signOutEverywhere)

  // For members.
  for (const path of [
    '/',
    '/overview/*',
    '/figures',
    '/live',
    '/reports/*',
    '/deals/*',
    '/deals.csv',
    '/board',
    '/board/*',
    '/my-day',
    '/my-day/*',
    '/settings/*',
  ]) {
    app.use(path, requireViewer(signInPage))
  }
  app.get('/', overview)
  app.get('/figures', figures)
  app.get('/overview/arrange', arranging.arrangePage)
  app.post('/overview/arrange', arranging.arrange)
  app.post('/overview/show', arranging.show)
  app.post('/overview/reset', arranging.reset)
  app.post('/overview/views', arranging.share)
  app.post('/overview/team', arranging.makeTeams)
  app.post('/overview/views/:id/remove', arranging.removeView)
  app.get('/live', live(hub))
  app.get('/reports', reportList)
  app.get('/reports/:id', report)
  app.get('/reports/:id/share', showShare)
  app.post('/reports/:id/share', share)
  app.post('/reports/scheduled/:schedule/end', endScheduled)
  app.post('/reports/forecast', submitForecastTyped)

  app.get('/deals', dealList)
  app.get('/deals.csv', dealListAsCsv)
  app.post('/deals/columns', dealLists.chooseColumns)
  app.post('/deals/saved', dealLists.saveList)
  app.post('/deals/saved/:id/update', dealLists.updateSaved)
  app.post('/deals/saved/:id/edit', dealLists.renameSaved)
  app.post('/deals/saved/:id/delete', dealLists.deleteSaved)
  app.get('/deals/bulk', bulk.chooseBulk)
  app.post('/deals/bulk', bulk.planBulk)
  app.get('/deals/bulk/:id', bulk.bulkChange)
  app.post('/deals/bulk/:id/run', bulk.runBulk)
  app.post('/deals/bulk/:id/undo', bulk.undoBulk)
  app.get('/deals/new', deals.newDeal)
  app.post('/deals/new', deals.create)
  app.get('/deals/:number', deal)
  app.post('/deals/:number/edit', deals.edit)
  app.post('/deals/:number/move', deals.move)
  app.post('/deals/:number/close', deals.close)
  app.post('/deals/:number/reopen', deals.reopen)
  app.post('/deals/:number/assign', deals.assign)
  app.post('/deals/:number/delete', deals.remove)
  app.post('/deals/:number/restore', deals.restore)
  app.post('/deals/:number/notes', deals.note)
  app.post('/deals/:number/undo', dealOwn.undo)
  app.post('/deals/:number/tags', dealOwn.tags)
  app.post('/deals/:number/stance', dealOwn.stance)
  app.post('/deals/:number/tasks', dealTasks.addTask)
  app.post('/deals/:number/tasks/:task/complete', dealTasks.finishTask)
  app.post('/deals/:number/tasks/:task/reopen', dealTasks.takeTaskUp)

  app.get('/board', board)
  app.get('/board/:number/close', askClosing)
  app.post('/board/:number/close', closeCard)
  app.post('/board/:number/move', moveCard)
  app.post('/board/:number/undo', undoCard)

  app.get('/my-day', day.myDay)
  app.post('/my-day/tasks/:task/complete', day.completeOfDay)
  app.post('/my-day/tasks/:task/reopen', day.reopenOfDay)
  app.post('/my-day/tasks/:task/reschedule', day.putOff)
  app.post('/my-day/deals/:number/note', day.noteOfDay)
  app.post('/my-day/deals/:number/task', day.taskOfDay)
  app.post('/my-day/deals/:number/move', day.moveOfDay)
  app.post('/my-day/deals/:number/date', day.dateOfDay)

  app.get('/settings', showSettings('workspace'))
  app.post('/settings/workspace', change('workspace', 'workspace', deeds.workspace))
  app.get('/settings/pipelines', showSettings('pipelines'))
  app.post('/settings/pipelines', change('pipelines', 'new-pipeline', pipelineDeeds.addPipeline))
  app.post('/settings/pipelines/:id/rename', change('pipelines', 'rename', pipelineDeeds.renamePipeline))
  app.post('/settings/pipelines/:id/retire', change('pipelines', 'retire', pipelineDeeds.retirePipeline))
  app.post('/settings/pipelines/:id/stages', change('pipelines', 'new-stage', pipelineDeeds.addStage))
  app.post('/settings/stages/:id/edit', change('pipelines', 'stage', pipelineDeeds.editStage))
  app.post('/settings/stages/:id/move', change('pipelines', 'order', pipelineDeeds.moveStage))
  app.post('/settings/stages/:id/retire', change('pipelines', 'retire-stage', pipelineDeeds.retireStage))
  app.get('/settings/reasons', showSettings('reasons'))
  app.post('/settings/reasons', change('reasons', 'new-reason', deeds.addReason))
  app.post('/settings/reasons/:id/rename', change('reasons', 'rename', deeds.renameReason))
  app.post('/settings/reasons/:id/flag', change('reasons', 'flag', deeds.flagReason))
  app.post('/settings/reasons/:id/retire', change('reasons', 'retire', deeds.retireReason))
  app.get('/settings/targets', showSettings('targets'))
  app.post('/settings/targets', change('targets', 'target', setTargetTyped))
  app.get('/settings/currencies', showSettings('currencies'))
  app.post('/settings/currencies', change('currencies', 'new-rate', rateDeeds.add))
  app.post('/settings/currencies/import', importRateFile)
  app.post('/settings/currencies/:id/correct', change('currencies', 'correct', rateDeeds.correct))
  app.post('/settings/currencies/:id/remove', change('currencies', 'remove', rateDeeds.remove))
  app.get('/settings/members', showSettings('members'))
  app.post('/settings/members', change('members', 'new-member', deeds.addMember))
  app.post('/settings/members/:id/role', change('members', 'role', deeds.memberRole))
  app.post('/settings/members/:id/active', change('members', 'active', deeds.memberActive))
  app.get('/settings/slack', showSettings('slack'))
  app.post('/settings/slack/check', change('slack', 'check', slackDeeds.check))
  app.post('/settings/slack/jobs/:id/retry', change('slack', 'retry', slackDeeds.retry))
  app.get('/settings/sessions', showSettings('sessions'))
  app.post('/settings/sessions/end-others', change('sessions', 'end-others', sessionDeeds.endOthers))
  app.post('/settings/sessions/:id/end', change('sessions', 'end', sessionDeeds.endOne))
  app.get('/settings/tokens', showSettings('tokens'))
  app.post('/settings/tokens', createToken)
  app.post('/settings/tokens/:id/revoke', change('tokens', 'revoke', deeds.revokeToken))
}
