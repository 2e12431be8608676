import type { KnownBlock } from '@slack/types'
import { invalid } from '../../core/index.ts'
import { context, join, type Markup, md, message, section } from '../blocks/render.ts'
import { type Command, defineCommand, type Message } from '../command.ts'
import { nearestVerb } from '../registry.ts'

/** Help over whatever commands there are, so that it cannot fall behind them. */
export function helpCommand(commands: () => readonly Command[]): Command {
  return defineCommand({
    verb: 'help',
    summary: 'What I understand, or one command in detail',
    examples: ['/deal help', '/deal help new'],
    run: async (_turn, words) => {
      const verb = words.trim().toLowerCase()
      return { kind: 'say', message: verb ? oneCommand(commands(), verb) : allCommands(commands()) }
    },
  })
}

function allCommands(commands: readonly Command[]): Message {
  const lines = commands.map(({ examples, summary }) => md`${code(examples[0] ?? '')}  ${summary}`)
  const blocks: KnownBlock[] = [section(md`*What you can say to Dealwright*`)]
  for (let i = 0; i < lines.length; i += 10) blocks.push(section(join(lines.slice(i, i + 10), '\n')))
  blocks.push(
    context(
      md`Name a deal by ${code('D-42')}, ${code('42')} or words of its name. ${code('/deal help new')} tells more about one command.`,
    ),
    context(
      md`The same words work without ${code('/deal')} in a direct message to me, and after a mention of me in a channel. In a deal’s thread the deal need not be named.`,
    ),
  )
  return message(blocks, md`What you can say to Dealwright`)
}

function oneCommand(commands: readonly Command[], verb: string): Message {
  const command = commands.find((one) => one.verb === verb || one.aliases?.includes(verb))
  if (!command) {
    const nearest = nearestVerb(verb, commands)
    throw invalid(
      `There is no command “${verb}”. ${nearest ? `Did you mean ${nearest}?` : '/deal help lists them all.'}`,
    )
  }
  const examples = command.examples.map((example) => code(example))
  const body = join([md`*/deal ${command.verb}*`, md`${command.summary}`, ...examples], '\n')
  return message([section(body)], md`/deal ${command.verb}: ${command.summary}`)
}

function code(text: string): Markup {
  return md`\`${text}\``
}
