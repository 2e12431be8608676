import { contactWords } from '../contacts/model.ts'
import type { TxCtx } from '../context.ts'
import { sameName } from '../matching.ts'
import { createMember, listMembers } from '../members/index.ts'
import type { Member } from '../members/model.ts'
import type { Draft } from './drafts.ts'

export interface Owners {
  /** The member whom the words name, or why there is none. */
  ownerCalled(words: string): Member | { missing: string }
  /** Names of those who had to be made. */
  readonly newMembers: readonly string[]
}

/** Finds the owners that the drafts name, by name or e-mail address; those who are missing become reps if asked for. */
export async function settleOwners(
  tx: TxCtx,
  drafts: readonly Draft[],
  { createMembers = false }: { createMembers?: boolean },
): Promise<Owners> {
  const members = await listMembers(tx, { inactive: true })
  const known = new Map<string, Member | { missing: string }>()
  const newMembers: string[] = []
  for (const words of new Set(drafts.map(({ owner }) => owner))) {
    if (words === null) continue
    const fitting = membersCalled(words, members)
    const [only] = fitting
    if (fitting.length > 1)
      known.set(words, { missing: `several members are called “${words}”; write e-mail addresses` })
    else if (only) known.set(words, only)
    else if (createMembers) {
      const member = await createMember(tx, { ...contactWords(words), role: 'rep' })
      members.push(member)
      newMembers.push(member.name)
      known.set(words, member)
    } else known.set(words, { missing: `there is no member “${words}”; --create-members adds missing ones as reps` })
  }
  return { newMembers, ownerCalled: (words) => known.get(words) ?? { missing: `there is no member “${words}”` } }
}

function membersCalled(words: string, members: readonly Member[]): Member[] {
  const { name, email } = contactWords(words)
  const byEmail = email === null ? [] : members.filter((member) => member.email === email.toLowerCase())
  return byEmail.length > 0 ? byEmail : members.filter((member) => sameName(member.name, name))
}
