import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type RunningProgram, startProgram } from './program.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealwright-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the built program and waits until it answers; it is killed after the test. */
export async function startServer(env: Record<string, string>, args: string[] = []): Promise<RunningProgram> {
  const server = await startProgram(env, args)
  onTestFinished(() => void server.process.kill('SIGKILL'))
  return server
}
