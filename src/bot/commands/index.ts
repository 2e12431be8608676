import type { Command } from '../command.ts'
import { helpCommand } from './help.ts'

/** Every verb of `/deal`, in the order in which help lists them. */
export const commands: readonly Command[] = [helpCommand(() => commands)]
