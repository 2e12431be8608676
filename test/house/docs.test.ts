import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import project from '../../package.json' with { type: 'json' }

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true })
    .map((name) => join('docs', String(name)))
    .filter((path) => path.endsWith('.md')),
]

/** Everything in backticks, fenced blocks by the line. */
const quotedIn = (text: string): string[] =>
  [...text.matchAll(/```\w*\n([^`]*)```|`([^`\n]+)`/g)].flatMap(([, block, word]) => (block ?? word ?? '').split('\n'))

/** Paths from the project's root, as prose writes them; with a star or an ellipsis it is a pattern. */
const isPath = (word: string): boolean =>
  /^(src|test|docs|migrations|scripts|bench|\.ci)(\/[\w./-]+)?$|^\.?[\w-]+\.(json|cjs|mjs|md)$|^\.env\.example$/.test(
    word,
  )

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8')
  const quoted = quotedIn(text)

  test('names only files and folders that exist', () => {
    const missing = quoted.filter((word) => isPath(word) && !existsSync(word))
    expect(missing).toEqual([])
  })

  test('links and shows only what exists', () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)\)/g)].map(([, target]) => target ?? '')
    const local = targets.filter((target) => !/^\w+:/.test(target)).map((target) => join(dirname(page), target))
    expect(local.filter((path) => !existsSync(path))).toEqual([])
  })

  test('calls only npm scripts that exist', () => {
    const called = quoted.flatMap((line) =>
      [...line.matchAll(/\bnpm run (?:--\w+ )*([\w:-]+)/g)].map(([, name]) => name ?? ''),
    )
    expect(called.filter((name) => !(name in project.scripts))).toEqual([])
  })
})
