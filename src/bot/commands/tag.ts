import { editOpportunity, invalid, type Opportunity, tagOpportunity } from '../../core/index.ts'
import { form, textField } from '../blocks/form.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { changeSeen } from '../from-card.ts'
import { splitDeal } from '../words/deal-words.ts'

export const tag = defineCommand({
  verb: 'tag',
  summary: 'Tag a deal, or take tags away',
  examples: ['/deal tag D-42 +enterprise -smb', '/deal tag acme renewal: +enterprise', '/deal tag D-42'],
  run(turn, words) {
    const { deal, tags } = dealAndTags(words)
    return withDeal(
      turn,
      deal,
      (ref) => `tag ${ref} ${tags}`.trim(),
      async (found) => {
        if (!tags) return tagForm(turn, found)
        const tagged = await tagOpportunity(turn.ctx, { opportunity: found.number, ...readTags(tags) })
        return { kind: 'card', deal: tagged, headline: tagsText(tagged) }
      },
    )
  },
  views: { 'deal.tag': tagFromForm },
})

/** Tags begin at the first `+` or `-` that a letter follows, and need no other mark after a reference. */
function dealAndTags(words: string): { deal: string; tags: string } {
  const { deal, rest } = splitDeal(words, /:\s/)
  if (rest) return { deal, tags: rest }
  const [, name, tags] = /^(.*?)\s+([+-][\p{L}\p{N}#].*)$/su.exec(deal) ?? []
  return name && tags ? { deal: name, tags } : { deal, tags: '' }
}

/** `+enterprise -smb #north`: a word without a sign is added. Throws `invalid` for a sign without a word. */
function readTags(words: string): { add: string[]; remove: string[] } {
  const said = words.split(/[\s,]+/).filter(Boolean)
  const bare = said.find((word) => /^[+-]?#?$/.test(word))
  if (bare) throw invalid(`“${bare}” names no tag. Write it like /deal tag D-42 +enterprise -smb`)
  return {
    add: said.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^\+/, '')),
    remove: said.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
  }
}

/** Asks for all tags of the deal. */
function tagForm({ origin }: Turn, deal: Opportunity): Reply {
  const initial = deal.tags.join(' ')
  const blocks = [textField('tags', 'Tags', { initial, placeholder: 'enterprise renewal', optional: true, max: 900 })]
  const data = { opportunity: deal.number, version: deal.version }
  const title = `Tags of ${deal.ref}`
  return { kind: 'open', view: form({ callbackId: 'deal.tag', title, submit: 'Save', blocks, origin, data }) }
}

function tagFromForm(turn: Turn, { values, data }: Form): Promise<Reply> {
  const tags = values.one('tags')?.split(/[\s,]+/) ?? []
  return changeSeen(
    turn,
    { opportunity: Number(data.opportunity), version: Number(data.version) },
    (seen) => editOpportunity(turn.ctx, { ...seen, changes: { tags } }),
    (deal) => deal.tags.join(' ') === [...new Set(tags)].sort().join(' '),
  )
}

function tagsText({ ref, tags }: Opportunity): string {
  return tags.length > 0 ? `${ref} is tagged ${tags.join(', ')}.` : `${ref} has no tags.`
}
