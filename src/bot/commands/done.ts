import { completeTask, invalid, taskNumberFrom } from '../../core/index.ts'
import { defineCommand } from '../command.ts'
import { aboutTask } from './task.ts'

export const done = defineCommand({
  verb: 'done',
  aliases: ['tick'],
  summary: 'A task is done',
  examples: ['/deal done T-7'],
  async run(turn, words) {
    const number = taskNumberFrom(words)
    if (number === null) throw invalid('Which task is done? Write it like /deal done T-7; /deal task lists yours.')
    return { kind: 'say', message: aboutTask(turn, await completeTask(turn.ctx, { task: number })) }
  },
})
