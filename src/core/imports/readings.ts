import { invalid } from '../errors.ts'

/** A cell of a column and where it stands. */
export interface Cell {
  readonly line: number
  readonly text: string
}

/** One way to understand a column, such as day-first. */
export interface Reading<C extends Cell, T> {
  /** How people call it. */
  readonly name: string
  /** What the cell means read so; undefined when it cannot be read so. */
  read(cell: C): T | undefined
  /** The meaning as a person would write it. */
  show(meaning: T): string
}

/**
 * Decides from all cells of a column which reading is meant: the one that reads each of them. Cells that none can read
 * do not vote; they are mistakes of their rows. Readings that agree about every cell are as good as one.
 * Throws `invalid`, naming both readings, where two of them fit or none fits alone: a guess is never made.
 */
export function decideReading<C extends Cell, T>(
  column: string,
  cells: readonly C[],
  readings: readonly [Reading<C, T>, ...Reading<C, T>[]],
  advice: string,
): Reading<C, T> {
  const readable = distinct(cells).filter((cell) => readings.some((reading) => reading.read(cell) !== undefined))
  const fitting = readings.filter((reading) => readable.every((cell) => reading.read(cell) !== undefined))
  const [first, ...others] = fitting
  if (!first) throw mixed(column, readable, readings, advice)
  for (const other of others) {
    const doubtful = readable.find((cell) => shown(first, cell) !== shown(other, cell))
    if (doubtful) throw ambiguous(column, doubtful, [first, other], advice)
  }
  return first
}

/** Each spelling once, where it stands first: thousands of rows have a few hundred days. */
function distinct<C extends Cell>(cells: readonly C[]): C[] {
  const spellings = new Map<string, C>()
  for (const cell of cells) {
    const { line: _, ...spelling } = cell
    const key = JSON.stringify(spelling)
    if (!spellings.has(key)) spellings.set(key, cell)
  }
  return [...spellings.values()]
}

function shown<C extends Cell, T>(reading: Reading<C, T>, cell: C): string | undefined {
  const meaning = reading.read(cell)
  return meaning === undefined ? undefined : reading.show(meaning)
}

function ambiguous<C extends Cell, T>(column: string, cell: C, readings: Reading<C, T>[], advice: string): Error {
  const meanings = readings.map((reading) => `${shown(reading, cell)} (${reading.name})`)
  return invalid(
    `Column “${column}” can be read two ways: “${cell.text}” in line ${cell.line} is ${meanings.join(' or ')}. ${advice}`,
  )
}

function mixed<C extends Cell, T>(
  column: string,
  cells: readonly C[],
  readings: readonly Reading<C, T>[],
  advice: string,
): Error {
  const witnesses = readings.flatMap((reading) => {
    const cell = cells.find((candidate) => onlyReading(candidate, readings) === reading)
    return cell ? [`“${cell.text}” in line ${cell.line} is ${reading.name}`] : []
  })
  return invalid(`Column “${column}” mixes two ways of writing: ${witnesses.join(', ')}. ${advice}`)
}

function onlyReading<C extends Cell, T>(cell: C, readings: readonly Reading<C, T>[]): Reading<C, T> | undefined {
  const able = readings.filter((reading) => reading.read(cell) !== undefined)
  return able.length === 1 ? able[0] : undefined
}
