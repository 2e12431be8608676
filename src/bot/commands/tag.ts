import { editOpportunity, invalid, type Opportunity, tagOpportunity } from '../../core/index.ts'
import { textField } from '../blocks/form.ts'
import { defineCommand } from '../command.ts'
import { dealForm } from '../forms/deal-forms.ts'
import type { FormValues } from '../forms/form-values.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'

const tagging = dealForm({
  id: 'deal.tag',
  title: 'Tags of',
  submit: 'Save',
  fields: async (_turn, { tags }, { values, ids }) => [
    textField('tags', 'Tags', {
      id: ids.tags ?? 'tags',
      initial: values.one('tags') ?? tags.join(' '),
      placeholder: 'enterprise renewal',
      optional: true,
      max: 900,
    }),
  ],
  isAsWanted: ({ tags }, values) => tags.join(' ') === [...new Set(tagsIn(values))].sort().join(' '),
  async change({ ctx }, seen, values) {
    const deal = await editOpportunity(ctx, { ...seen, changes: { tags: tagsIn(values) } })
    return { kind: 'card', deal, headline: tagsText(deal) }
  },
  start: ({ tags }) => ({ tags: tags.join(' ') }),
})

export const tag = defineCommand({
  verb: 'tag',
  summary: 'Tag a deal, or take tags away',
  examples: ['/deal tag D-42 +enterprise -smb', '/deal tag acme renewal: +enterprise', '/deal tag D-42'],
  async run(turn, words) {
    const { deal, tags } = dealAndTags(words)
    if (!deal || !tags) return tagging.open(turn, deal)
    return withDeal(
      turn,
      deal,
      (ref) => `tag ${ref} ${tags}`,
      async (found) => {
        const tagged = await tagOpportunity(turn.ctx, { opportunity: found.number, ...readTags(tags) })
        return { kind: 'card', deal: tagged, headline: tagsText(tagged) }
      },
    )
  },
  ...tagging.answers,
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

function tagsIn(values: FormValues): string[] {
  return (
    values
      .one('tags')
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? []
  )
}

function tagsText({ ref, tags }: Opportunity): string {
  return tags.length > 0 ? `${ref} is tagged ${tags.join(', ')}.` : `${ref} has no tags.`
}
