import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

interface TextRule {
  /** What the text may not contain, comments aside. */
  readonly found: RegExp
  /** Paths where it may stand. */
  readonly allowed: RegExp
  readonly sentence: string
}

const mostLines = 250
const sized = ['src', 'migrations', 'test', 'scripts', 'bench']
const read = ['src', 'migrations']

const textRules: readonly TextRule[] = [
  {
    found: /process\s*(\?\.|\.|\[\s*['"`])\s*env\b|from ['"](node:)?process['"]|import\.meta\.env/,
    allowed: /^src\/config\.ts$/,
    sentence: 'reads the environment; only src/config.ts may. Take the setting as an argument.',
  },
  {
    found: /\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bDate\.now\b|\bTemporal\.Now\b/,
    allowed: /^src\/(main|cli|(web|sandbox)\/client\/main)\.ts$/,
    sentence: 'looks at the clock; only main.ts and cli.ts may. Take `now` as an argument.',
  },
  {
    found:
      /\bsql(\.\w+|<[^`]*>)?\s*[`(]|\.(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|withRecursive)\(|['"`]\s*((select|SELECT)\s[^'"`]+\s(from|FROM)|insert into|INSERT INTO|delete from|DELETE FROM|update \w+ set|UPDATE \w+ SET)\s/,
    allowed:
      /^migrations\/|^src\/core\/(.+\/)?([a-z-]+-)?store\.ts$|^src\/core\/(reports|outbox|db)\/|^src\/core\/automations\/runner\.ts$/,
    sentence: 'holds SQL; it belongs in a store.ts, a report, the outbox or core/db.',
  },
]

/** Everything under `root` that breaks a rule of the house which no other tool checks, one sentence each. */
export function houseComplaints(root: string): string[] {
  return [
    ...filesIn(root, sized).flatMap((path) => [...nameComplaints(path), ...sizeComplaints(root, path)]),
    ...filesIn(root, read).flatMap((path) => textComplaints(root, path)),
  ]
}

function nameComplaints(path: string): string[] {
  const vague = /^(utils?|helpers?|common|types?)(\.|$)/i
  const name = path.split('/').find((part) => vague.test(part))
  return name ? [`${path}: "${name}" says nothing. Name it after what it is about.`] : []
}

function sizeComplaints(root: string, path: string): string[] {
  const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length
  return lines > mostLines ? [`${path}: ${lines} lines, over ${mostLines}. It is more than one thing: split it.`] : []
}

function textComplaints(root: string, path: string): string[] {
  const lines = readFileSync(join(root, path), 'utf8').replace(blockComment, blankOut).split('\n')
  return textRules.flatMap(({ found, allowed, sentence }) => {
    if (allowed.test(path)) return []
    return lines.flatMap((line, index) =>
      found.test(line.replace(/(^|\s)\/\/.*$/, '')) ? [`${path}:${index + 1}: ${sentence}`] : [],
    )
  })
}

const blockComment = /\/\*[\s\S]*?\*\//g

/** The same lines without their text, so that line numbers stay right. */
const blankOut = (comment: string): string => comment.replace(/[^\n]/g, '')

/** Source files below the given folders, as paths from `root` with forward slashes. */
export function filesIn(root: string, folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|tsx|mjs|cjs|js|css)$/.test(basename(path)))
    .sort()
}
