import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../db/open.ts'
import { invalid } from '../errors.ts'
import { hashOf, newSecretWord } from '../ids.ts'
import { type Instant, later } from '../time.ts'
import { STATE_SECONDS } from './model.ts'
import * as store from './store.ts'

const AGAIN = 'Nothing was installed. Begin again with “Add to Slack”.'

/**
 * Begins an installation: `state` goes to Slack and comes back, `browser` stays in the browser as a cookie. Both together
 * are good once, for ten minutes.
 */
export async function beginInstallation(
  database: Database,
  { now }: { now: Instant },
): Promise<{ state: string; browser: string; expiresAt: Instant }> {
  const [state, browser, expiresAt] = [newSecretWord(), newSecretWord(), later(now, STATE_SECONDS)]
  const hashes = { stateHash: hashOf(state), browserHash: hashOf(browser) }
  await database.transaction((tx) => store.insertState(tx, { ...hashes, expiresAt, now }))
  return { state, browser, expiresAt }
}

/** Spends the state. Throws `invalid` when it is not ours, another browser's, used already or too old. */
export async function spendInstallState(
  database: Database,
  { state, browser, now }: { state: string; browser: string; now: Instant },
): Promise<void> {
  await database.transaction(async (tx) => {
    const known = await store.stateByHash(tx, hashOf(state))
    if (!known) throw invalid(`This page was not opened by an installation that began here. ${AGAIN}`)
    if (!same(known.browser_hash, hashOf(browser))) {
      throw invalid(`The installation began in another browser. ${AGAIN}`)
    }
    if (known.used_at !== null) {
      throw invalid('This answer of Slack was used already. If Dealwright is not in your Slack yet, begin again.')
    }
    if (known.expires_at <= now) throw invalid(`The installation took longer than ten minutes. ${AGAIN}`)
    if (!(await store.useState(tx, known.state_hash, now))) {
      throw invalid('This answer of Slack was used already. If Dealwright is not in your Slack yet, begin again.')
    }
  })
}

function same(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
