import { invalid, numberFrom, type Undone, undoChange } from '../../core/index.ts'
import { seenBy } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'

export const undo = defineCommand({
  verb: 'undo',
  summary: 'Take back the last change that you made, if nothing came after it',
  examples: ['/deal undo', '/deal undo D-42'],
  async run(turn, words) {
    const opportunity = words.trim() ? numberFrom(words) : undefined
    if (opportunity === null) {
      throw invalid(`“${words.trim()}” is no deal’s reference. Write /deal undo, or /deal undo D-42.`)
    }
    return undone(await undoChange(turn.ctx, { ...(opportunity !== undefined && { opportunity }) }))
  },
  actions: { 'card.undo': undoFromCard },
})

async function undoFromCard(turn: Turn, press: Press): Promise<Reply> {
  return undone(await undoChange(turn.ctx, seenBy(press)))
}

function undone({ deal, what }: Undone): Reply {
  return { kind: 'card', deal, headline: `Taken back: you ${what}. ${deal.ref} is as it was before.` }
}
