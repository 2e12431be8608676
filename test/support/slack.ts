import { type Deliver, openSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import { quietLog } from './quiet-log.ts'

/** What the sandbox and the app under test agree on. */
export const slackSecrets = { signingSecret: 'secret', botToken: 'xoxb-test' }

/**
 * Opens a workspace with the sample team and connects the app that `build` makes for its `SLACK_API_URL`.
 * Close it after the test: `const slack = await slackFor(...)`, `slack.as('Ana').command('/deal')`, `await slack.close()`.
 */
export async function slackFor(
  build: (apiUrl: string) => Deliver | Promise<Deliver>,
  options: Partial<SandboxOptions> = {},
): Promise<Sandbox> {
  const sandbox = await openSandbox({
    ...slackSecrets,
    now: () => new Date(),
    log: quietLog,
    stateFile: null,
    ...options,
  })
  sandbox.connect(await build(sandbox.apiUrl))
  return sandbox
}
