import type { Config } from '../config.ts'
import type { Instant } from '../core/index.ts'
import type { RunningDealwright } from '../main.ts'

/** Where text goes; only a terminal is drawn a progress line. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
}

/** What a command touches of the world outside. */
export interface Surroundings {
  readonly stdout: Output
  readonly stderr: Output
  now(): Instant
  /** Throws ConfigError with every mistake in the settings. */
  config(): Config
  /**
   * Runs the program, tells when it is up, and resolves once somebody asked it to stop and everything is closed. Loaded for
   * this verb only: the others need neither Slack nor HTTP.
   */
  serve(config: Config, started: (running: RunningDealwright) => void): Promise<void>
}

/** Prints lines to standard output. */
export function say({ stdout }: Surroundings, ...lines: string[]): void {
  stdout.write(`${lines.join('\n')}\n`)
}
