/** How sure an open deal is: the words of a forecast, the least sure first. */
export const CATEGORIES = ['pipeline', 'best-case', 'commit'] as const
export type Category = (typeof CATEGORIES)[number]

/** From this probability on, in percent, a deal is of the category: its own probability, else its stage's. */
export const CATEGORY_FROM: Readonly<Record<Category, number>> = { pipeline: 0, 'best-case': 40, commit: 75 }

/** The category of an open deal by its probability in percent. */
export function categoryOf(probability: number): Category {
  return [...CATEGORIES].reverse().find((category) => probability >= CATEGORY_FROM[category]) ?? 'pipeline'
}

/** The probability at which the next surer category begins; null for the surest. */
export function categoryUntil(category: Category): number | null {
  const next = CATEGORIES[CATEGORIES.indexOf(category) + 1]
  return next ? CATEGORY_FROM[next] : null
}
