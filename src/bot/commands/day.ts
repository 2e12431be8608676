import { type Agenda, agendaOf, invalid } from '../../core/index.ts'
import { type AgendaLook, type DayList, dayLists, stageSums } from '../blocks/agenda.ts'
import { day as dayText } from '../blocks/facts.ts'
import { lineButton } from '../blocks/lines.ts'
import { md, message, section } from '../blocks/render.ts'
import { defineCommand, type Turn } from '../command.ts'
import { homeAnswers } from '../home.ts'

/** Few enough that all lists fit into one message. */
const PER_LIST = 3

export const day = defineCommand({
  verb: 'day',
  aliases: ['today', 'my-day'],
  summary: 'What is due, closing, stuck or stale today; “team” for managers',
  examples: ['/deal day', '/deal day team'],
  async run(turn, words) {
    const whose = whoseDay(words)
    const agenda = await agendaOf(turn.ctx, { whose, limit: PER_LIST })
    const look = lookOf(turn, (list, { count, shown }) =>
      count > shown ? [lineButton(`All ${count.toLocaleString('en')}`, lineOf(list, agenda))] : [],
    )
    const title = md`*${whose === 'team' ? 'The team’s day' : 'Your day'}*, ${dayText(agenda.today)}`
    const blocks = [section(title), stageSums(agenda, look), ...dayLists(agenda, look)]
    return { kind: 'say', message: message(blocks, title), inPlace: true }
  },
  ...homeAnswers,
})

/** How a day is shown to the person. */
export function lookOf({ ctx, publicUrl }: Pick<Turn, 'ctx' | 'publicUrl'>, below: AgendaLook['below']): AgendaLook {
  const { timeZone, currency } = ctx.workspace
  return { publicUrl, now: ctx.now(), timeZone, currency, below }
}

function whoseDay(words: string): Agenda['whose'] {
  const said = words.trim().toLowerCase()
  if (said === '' || said === 'mine' || said === 'me') return 'mine'
  if (said === 'team' || said === 'all') return 'team'
  throw invalid(`I do not know whose day “${words.trim()}” is. Write /deal day, or /deal day team.`)
}

/** What lists the same in full. */
function lineOf(list: DayList, { whose }: Agenda): string {
  const [what, name] = list.split('/')
  if (what === 'tasks') return 'task'
  return whose === 'team' ? `list attention:${name}` : `list mine attention:${name}`
}
