/** Reads single settings out of an environment and collects what is wrong, instead of stopping at the first mistake. */
export interface SettingsReader {
  readonly mistakes: readonly string[]
  /** Notes a mistake: one sentence that says what is wrong and what to do. */
  mistake(sentence: string): void
  /** The value without surrounding blanks; null when it is absent or empty, as in a copied `.env.example`. */
  text(name: string): string | null
  /** `1` or `0`; null when absent. */
  flag(name: string): boolean | null
  wholeNumber(name: string, fallback: number, least: number, most: number): number
  /** One of `choices`; the first is the default. */
  oneOf<const T extends string>(name: string, choices: readonly [T, ...T[]]): T
  /** An absolute http or https address. */
  url(name: string, fallback: string): string
}

/** A reader over `env`, which it never changes. Mistakes never repeat a value: it may be a secret. */
export function settingsReader(env: NodeJS.ProcessEnv): SettingsReader {
  const mistakes: string[] = []
  const text = (name: string): string | null => env[name]?.trim() || null

  /** The value of `name` where `isRight`, the fallback where it is absent or wrong. */
  const checked = (name: string, isRight: (value: string) => boolean, wanted: string): string | null => {
    const value = text(name)
    if (value === null || isRight(value)) return value
    mistakes.push(`${name} must be ${wanted}.`)
    return null
  }

  return {
    mistakes,
    mistake: (sentence) => mistakes.push(sentence),
    text,
    flag(name) {
      const value = checked(name, (given) => given === '0' || given === '1', '1 or 0')
      return value === null ? null : value === '1'
    },
    wholeNumber(name, fallback, least, most) {
      const isRight = (given: string) => /^\d+$/.test(given) && Number(given) >= least && Number(given) <= most
      return Number(checked(name, isRight, `a whole number from ${least} to ${most}`) ?? fallback)
    },
    oneOf(name, choices) {
      const isChoice = (given: string) => choices.some((choice) => choice === given)
      const value = checked(name, isChoice, `one of ${choices.join(', ')}`)
      return choices.find((choice) => choice === value) ?? choices[0]
    },
    url(name, fallback) {
      const isRight = (given: string) => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)
      return checked(name, isRight, 'an address that starts with https:// or http://') ?? fallback
    },
  }
}
