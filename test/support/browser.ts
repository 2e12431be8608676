import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import project from '../../package.json' with { type: 'json' }

/**
 * Starts a browser without any download: the Chromium inside a registry package on Linux x64, elsewhere the one that
 * `CHROMIUM_PATH` names, Playwright's own, or an installed Chrome. The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  const failures: string[] = []
  for (const options of await candidates()) {
    try {
      return await chromium.launch({ args: ['--no-sandbox'], ...options })
    } catch (error) {
      failures.push(String(error).split('\n').slice(0, 12).join('\n'))
    }
  }
  throw new Error(`No browser starts here. Set CHROMIUM_PATH to one.\n\n${failures.join('\n\n')}`)
}

/** What to try, best first. */
async function candidates(): Promise<LaunchOptions[]> {
  const named = process.env.CHROMIUM_PATH
  if (named) return [{ executablePath: named }]
  const elsewhere: LaunchOptions[] = [{}, { channel: 'chrome' }, { channel: 'chromium' }]
  if (process.platform !== 'linux' || process.arch !== 'x64') return elsewhere

  const folder = await unpackedChromium()
  const executablePath = join(folder, 'chromium')
  const withLibraries = { executablePath, env: environmentOfBareMachine(folder) }
  return [{ executablePath }, withLibraries, ...elsewhere]
}

/** A bare machine may lack libnss3, libnspr4 and libexpat, and any font; the package holds both. */
function environmentOfBareMachine(folder: string): NodeJS.ProcessEnv & Record<string, string> {
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  const environment = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') }
  return environment as NodeJS.ProcessEnv & Record<string, string>
}

/**
 * The folder with Chromium and its libraries, unpacked once per machine and version. It appears under its name only
 * when complete, since several test files may want it at the same moment.
 */
async function unpackedChromium(): Promise<string> {
  const version = project.devDependencies['@sparticuz/chromium']
  const folder = join(tmpdir(), `dealwright-chromium-${version}-${userInfo().username}`)
  if (existsSync(folder)) return folder

  const fresh = await mkdtemp(`${folder}-`)
  await withEnvironment({ TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }, async () => {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  })
  try {
    await rename(fresh, folder)
  } catch {
    // Another test file was faster: its folder is as good.
    await rm(fresh, { recursive: true, force: true })
  }
  return folder
}

/** The package unpacks into TMPDIR, and the libraries only where it believes to run on Amazon Linux. */
async function withEnvironment(values: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, values)
  try {
    await work()
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
