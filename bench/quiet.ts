import type { Log } from '../src/core/index.ts'

/** Benchmarks print their own results and nothing else. */
export const quiet: Log = { debug() {}, info() {}, warn() {}, error: (fields, msg) => console.error(msg, fields) }
