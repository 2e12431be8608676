// Builds what runs: TypeScript to dist/src and dist/migrations, browser code, styles and fonts to dist/public.
// Plain JavaScript, because Node 20 runs no TypeScript. Silent when all is well: `npm run cli -- export -` must stay clean.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...path) => join(root, ...path)
const stamp = at('dist', '.built')
const settings = ['tsconfig.json', 'tsconfig.build.json', 'tsconfig.client.json', 'package-lock.json']
const inputs = ['src', 'migrations', 'scripts/build.mjs', ...settings]

/** The latest moment anything under `path` changed; folders count, so that a deleted file is noticed too. */
function changedAt(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

function isCurrent() {
  const built = statSync(stamp, { throwIfNoEntry: false })
  return built !== undefined && inputs.every((path) => changedAt(at(path)) < built.mtimeMs)
}

function compile() {
  const require = createRequire(import.meta.url)
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', at('tsconfig.build.json')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}

async function bundle(publicFolder) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/web/client/main.ts', out: 'dashboard' },
      { in: 'src/sandbox/client/main.ts', out: 'sandbox' },
    ],
    outdir: publicFolder,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'external',
    tsconfig: at('tsconfig.client.json'),
    logLevel: 'warning',
  })
  // Styles apart from scripts: esbuild names outputs after entries, and both halves are called `dashboard` and `sandbox`.
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/web/client/dashboard.css', out: 'dashboard' },
      { in: 'src/sandbox/client/sandbox.css', out: 'sandbox' },
    ],
    outdir: publicFolder,
    bundle: true,
    minify: true,
    external: ['*.woff2'],
    logLevel: 'warning',
  })
}

function copyFonts(folder) {
  mkdirSync(folder, { recursive: true })
  for (const script of ['latin', 'latin-ext']) {
    for (const weight of [400, 500, 600]) {
      const name = `inter-${script}-${weight}-normal.woff2`
      copyFileSync(at('node_modules', '@fontsource', 'inter', 'files', name), join(folder, name))
    }
  }
}

if (!isCurrent()) {
  const started = new Date()
  rmSync(at('dist', 'public'), { recursive: true, force: true })
  await bundle(at('dist', 'public'))
  copyFonts(at('dist', 'public', 'fonts'))
  compile()
  // Dated by the start: what changed while this build ran is built next time.
  writeFileSync(stamp, '')
  utimesSync(stamp, started, started)
}
