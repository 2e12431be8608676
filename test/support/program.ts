import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface RunningProgram {
  readonly url: string
  readonly process: ChildProcess
  /** What it printed so far. */
  output(): string
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** Starts the built program as an operator would and waits until it answers. Whoever starts it ends it. */
export async function startProgram(env: Record<string, string>, args: string[] = []): Promise<RunningProgram> {
  const port = env.PORT ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['dist/src/cli.js', 'serve', ...args], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const ended = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '')),
  )
  const over = ended.then((how) => {
    throw new Error(`The program ended (${how}) before it answered:\n${printed}`)
  })
  try {
    await Promise.race([answers(`${url}/healthz`), over])
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    over.catch(() => {})
  }
  return { url, process: child, output: () => printed, ended }
}

/** A port that nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${url} did not answer within ten seconds.`)
}
