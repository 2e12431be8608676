import type { Command } from 'commander'
import { type Surroundings, say } from './surroundings.ts'

export function addServe(program: Command, around: Surroundings): void {
  program
    .command('serve')
    .description('run the bot, the dashboard and the worker')
    .option('--empty', 'without the sample team')
    .action((flags: { empty?: boolean }) => serve(around, flags.empty ?? false))
  program
    .command('manifest')
    .description('print the Slack app manifest for PUBLIC_URL')
    .action(() => printManifest(around))
}

async function serve(around: Surroundings, empty: boolean): Promise<void> {
  const settings = around.config()
  const sandbox = settings.slack.mode === 'sandbox'
  await around.serve({ ...settings, sample: settings.sample && !empty }, ({ port, sampleLoaded }) => {
    const address = settings.publicUrl.replace(/:0$/, `:${port}`)
    // In production standard output is for the log alone.
    if (sandbox || around.stdout.isTTY) say(around, ...welcome(address, { sandbox, sample: sampleLoaded }))
  })
}

function welcome(address: string, { sandbox, sample }: { sandbox: boolean; sample: boolean }): string[] {
  if (!sandbox) return ['', `  Dealwright is running at ${address}`, '']
  return [
    '',
    '  Dealwright is running, with a Slack workspace in a box.',
    '',
    `  Slack      ${address}/sandbox    type /deal there`,
    `  Dashboard  ${address}`,
    '',
    ...(sample ? ['  A small sample team is in it; start with --empty on a new database to go without.'] : []),
    '  Ctrl-C stops it.',
    '',
  ]
}

async function printManifest(around: Surroundings): Promise<void> {
  const { publicUrl, slack } = around.config()
  // The bot is heavy and no other verb needs it.
  const { manifest } = await import('../bot/index.ts')
  say(around, JSON.stringify(manifest(publicUrl, { socketMode: slack.mode === 'socket' }), null, 2))
}
