import { expect, test } from 'vitest'
import { createPipeline, type Role, systemActor } from '../../src/core/index.ts'
import { requireAdmin, requireManager } from '../../src/core/permissions.ts'
import { sqlite } from '../support/databases.ts'
import { makeTeam } from '../support/team.ts'

const allowed: [Role, { manager: boolean; admin: boolean }][] = [
  ['rep', { manager: false, admin: false }],
  ['manager', { manager: true, admin: false }],
  ['admin', { manager: true, admin: true }],
]

test.for(allowed)('a %s may do what the role allows', async ([role, may]) => {
  const { workspace, ...team } = await makeTeam(await sqlite.fresh())
  const asked = { workspace, actor: team[role].actor }
  expect(passes(() => requireManager(asked, 'delete deals'))).toBe(may.manager)
  expect(passes(() => requireAdmin(asked, 'change stages'))).toBe(may.admin)
})

test('a refusal says who can, and whom to ask', async () => {
  const { rep } = await makeTeam(await sqlite.fresh())
  expect(() => requireManager(rep, 'delete deals')).toThrow(
    'Only managers and admins can delete deals. Ask one of Acme Sales.',
  )
  expect(() => requireAdmin(rep, 'change stages')).toThrow('Only admins can change stages. Ask one of Acme Sales.')
})

test('the program itself may do what an admin may', async () => {
  const { rep } = await makeTeam(await sqlite.fresh())
  const program = { ...rep, actor: systemActor('Import', 'import') }
  const made = await createPipeline(program, { name: 'Imported', stages: [{ name: 'First' }] })
  expect(made.name).toBe('Imported')
})

function passes(check: () => void): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
