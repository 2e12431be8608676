import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Files by path, with their text. */
export type Tree = Readonly<Record<string, string>>

/** A folder with these files, inside the project so that packages resolve, gone after the test. */
export function planted(tree: Tree): string {
  mkdirSync('.tmp', { recursive: true })
  const root = mkdtempSync('.tmp/house-')
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}
