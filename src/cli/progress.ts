import type { Output } from './surroundings.ts'

export interface Progress {
  /** Shows how much is done, 0 to 1. */
  show(share: number): void
  /** Takes the line away again. */
  clear(): void
}

/** One line on a terminal that tells how far long work is; nothing anywhere else. */
export function progressOn(output: Output, what: string): Progress {
  if (!output.isTTY) return { show() {}, clear() {} }
  return {
    show: (share) => void output.write(`\r${what} ${String(Math.round(share * 100)).padStart(3)} %`),
    clear: () => void output.write('\r\u001b[K'),
  }
}
