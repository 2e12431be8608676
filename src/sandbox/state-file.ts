import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emptyState, type KeptState, type Workspace } from './workspace.ts'

/** A burst of changes is one write. */
const QUIET_MS = 150

/** What was kept last time, or an empty workspace. A file that cannot be read as one is an error, not a fresh start. */
export async function readState(file: string | null): Promise<KeptState> {
  if (!file) return emptyState()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text ? { ...emptyState(), ...(JSON.parse(text) as Partial<KeptState>) } : emptyState()
}

/** Keeps the file up to date with the workspace. The returned function writes what is still owed and stops. */
export function keepState(file: string | null, workspace: Workspace): () => Promise<void> {
  if (!file) return async () => {}
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = () => {
    timer = undefined
    writing = writing.then(() => replaceFile(file, JSON.stringify(workspace.state)))
    return writing
  }
  const stopListening = workspace.onChange(() => {
    timer ??= setTimeout(write, QUIET_MS)
  })
  return async () => {
    stopListening()
    clearTimeout(timer)
    await write()
  }
}

/** A reader sees the old file or the new one, never half of one. */
async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}
