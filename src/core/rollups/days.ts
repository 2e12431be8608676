import { type Instant, type LocalDate, localDateOf } from '../time.ts'

const HOUR_LENGTH = '2026-11-23T14'.length

/** The local day of instants, fast for many: hours that lie within one day are looked up once. */
export function dayFinder(timeZone: string): (instant: Instant) => LocalDate {
  const known = new Map<string, LocalDate | null>()
  return (instant) => {
    const hour = instant.slice(0, HOUR_LENGTH)
    let day = known.get(hour)
    if (day === undefined) {
      const [first, last] = [localDateOf(`${hour}:00:00.000Z`, timeZone), localDateOf(`${hour}:59:59.999Z`, timeZone)]
      day = first === last ? first : null
      known.set(hour, day)
    }
    return day ?? localDateOf(instant, timeZone)
  }
}
