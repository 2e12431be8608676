import type { Command } from '../command.ts'
import { abandon } from './abandon.ts'
import { assign } from './assign.ts'
import { closeDate } from './close-date.ts'
import { dashboard } from './dashboard.ts'
import { day } from './day.ts'
import { remove } from './delete.ts'
import { done } from './done.ts'
import { edit } from './edit.ts'
import { find } from './find.ts'
import { follow } from './follow.ts'
import { helpCommand } from './help.ts'
import { history } from './history.ts'
import { keep } from './keep.ts'
import { list } from './list.ts'
import { lost } from './lost.ts'
import { menu } from './menu.ts'
import { move } from './move.ts'
import { mute } from './mute.ts'
import { newDeal } from './new.ts'
import { note } from './note.ts'
import { notices } from './notices.ts'
import { pipelines } from './pipelines.ts'
import { reopen } from './reopen.ts'
import { report } from './report.ts'
import { restore } from './restore.ts'
import { settings } from './settings.ts'
import { show } from './show.ts'
import { subscribe } from './subscribe.ts'
import { subscriptions } from './subscriptions.ts'
import { tag } from './tag.ts'
import { task } from './task.ts'
import { undo } from './undo.ts'
import { unfollow } from './unfollow.ts'
import { unmute } from './unmute.ts'
import { unsubscribe } from './unsubscribe.ts'
import { value } from './value.ts'
import { won } from './won.ts'

/** Every verb of `/deal`, in the order in which help lists them. */
export const commands: readonly Command[] = [
  menu,
  newDeal,
  show,
  find,
  list,
  day,
  move,
  won,
  lost,
  abandon,
  reopen,
  edit,
  value,
  assign,
  closeDate,
  tag,
  note,
  keep,
  task,
  done,
  history,
  follow,
  unfollow,
  mute,
  unmute,
  subscribe,
  unsubscribe,
  subscriptions,
  notices,
  undo,
  report,
  dashboard,
  remove,
  restore,
  pipelines,
  settings,
  helpCommand(() => commands),
]
