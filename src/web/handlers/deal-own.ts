import type { Context } from 'hono'
import {
  followOpportunity,
  invalid,
  muteOpportunity,
  tagOpportunity,
  undoChange,
  unfollowOpportunity,
  unmuteOpportunity,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { seenVersion } from '../forms.ts'
import { ctxIn } from '../session.ts'
import { act } from './deal.tsx'

/** POST /deals/:number/undo: takes the viewer's last change back, if nothing came after it. */
export function undo(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'undo', async (opportunity, typed) => {
    const { deal } = await undoChange(ctxIn(c), { opportunity, ...seenVersion(typed) })
    return `Your change is taken back: ${deal.ref} is as it was before.`
  })
}

/** POST /deals/:number/tags: adds words, or takes one tag away. */
export function tags(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'tags', async (opportunity, { add = '', remove }) => {
    // The button beside a tag sends the empty field along.
    const words = remove === undefined ? add.split(/[\s,]+/).filter(Boolean) : []
    if (words.length === 0 && !remove) throw invalid('Write a tag, such as enterprise.')
    const { ref } = await tagOpportunity(ctxIn(c), { opportunity, add: words, remove: remove ? [remove] : [] })
    return remove ? `${ref} is no longer tagged ${remove}.` : `${ref} is tagged ${words.join(' ')}.`
  })
}

const STANCES = {
  follow: { take: followOpportunity, says: 'You hear of everything that others do to this deal.' },
  unfollow: { take: unfollowOpportunity, says: 'You no longer follow this deal.' },
  mute: { take: muteOpportunity, says: 'You hear nothing of this deal any more.' },
  unmute: { take: unmuteOpportunity, says: 'You hear of this deal again as of any other.' },
} as const

/** POST /deals/:number/stance: what the viewer wants to hear of the deal. */
export function stance(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'stance', async (opportunity, typed) => {
    const chosen = Object.entries(STANCES).find(([name]) => name === typed.stance)?.[1]
    if (!chosen) throw invalid('Choose whether to follow or to mute the deal.')
    await chosen.take(ctxIn(c), { opportunity })
    return chosen.says
  })
}
