import type { Via } from '../context.ts'
import type { ClosedStatus } from '../opportunities/model.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { CUSTOMERS } from './customers.ts'
import type { Person, Rep } from './team.ts'

export type Customer = (typeof CUSTOMERS)[number]

/** What somebody does with a deal. */
export type Deed =
  | {
      readonly kind: 'create'
      readonly name: string
      readonly customer: Customer
      readonly owner: Rep
      readonly source: string
      /** Minor units. */
      readonly value: number | null
      readonly tags: readonly string[]
      readonly expectedCloseOn: LocalDate | null
    }
  | { readonly kind: 'move'; readonly stage: string }
  | { readonly kind: 'close'; readonly status: ClosedStatus; readonly reason: string | null; readonly value?: number }
  | { readonly kind: 'reopen'; readonly stage: string }
  | { readonly kind: 'edit'; readonly value?: number; readonly expectedCloseOn?: LocalDate }
  | { readonly kind: 'assign'; readonly owner: Rep }
  | { readonly kind: 'note'; readonly text: string }

export interface SampleEvent {
  readonly at: Instant
  /** Counts the deals of the sample, from 0. */
  readonly deal: number
  readonly by: Person
  readonly via: Via
  readonly deed: Deed
}
