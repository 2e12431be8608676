import { Argument, type Command } from 'commander'
import { createApiToken, listMembers, ROLES, type Role, setRole } from '../core/index.ts'
import { asOperator } from './desk.ts'
import { type Surroundings, say } from './surroundings.ts'

export function addPeople(program: Command, around: Surroundings): void {
  const token = program.command('token').description('tokens for the API')
  token
    .command('create')
    .description('print a new token, this once')
    .requiredOption('--member <name>', 'whose rights it carries')
    .option('--name <label>', 'what it is for', 'Command line')
    .action((flags: { member: string; name: string }) => createToken(around, flags))

  const member = program.command('member').description('the people of the team')
  member
    .command('list')
    .description('everybody, with their roles')
    .action(() => printMembers(around))
  member
    .command('role')
    .description('give somebody another role')
    .argument('<name>', 'a name, e-mail address or Slack id')
    .addArgument(new Argument('<role>', 'what they may do').choices(ROLES))
    .action((name: string, role: Role) => changeRole(around, name, role))
}

async function createToken(around: Surroundings, flags: { member: string; name: string }): Promise<void> {
  const { token } = await asOperator(around, (ctx) => createApiToken(ctx, flags))
  around.stderr.write('Keep this token now: it is not shown again.\n')
  say(around, token)
}

async function printMembers(around: Surroundings): Promise<void> {
  const members = await asOperator(around, (ctx) => listMembers(ctx, { inactive: true }))
  if (members.length === 0) return say(around, 'Nobody yet. People join with their first /deal in Slack.')
  const width = Math.max(...members.map(({ name }) => name.length))
  for (const { name, role, email, slackUserId, active } of members) {
    const known = [email, slackUserId, active ? null : 'switched off'].filter((fact) => fact !== null)
    say(around, `${name.padEnd(width)}  ${role.padEnd(7)}  ${known.join('  ')}`.trimEnd())
  }
}

async function changeRole(around: Surroundings, member: string, role: Role): Promise<void> {
  const changed = await asOperator(around, (ctx) => setRole(ctx, { member, role }))
  say(around, `${changed.name} is now ${changed.role === 'admin' ? 'an' : 'a'} ${changed.role}.`)
}
