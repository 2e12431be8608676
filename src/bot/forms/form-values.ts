/** What a form holds, field by field; a field's name is its block id. */
export interface FormValues {
  /** Whether the form asks for the field at all. */
  has(field: string): boolean
  /** Typed text without surrounding blanks, a chosen option's value, a date, a time or a person's id; null when empty. */
  one(field: string): string | null
  /** The values of all chosen options. */
  many(field: string): string[]
}

interface FieldState {
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[] | null
  selected_user?: string | null
  selected_date?: string | null
  selected_time?: string | null
}

/**
 * The block id of a field that must not keep what was typed into it before: Slack keeps that as long as the id stays.
 * `stage@<pipeline>` is still the field `stage`.
 */
export function freshId(field: string, since: string | number): string {
  return `${field}@${since}`
}

/** The field that a block id is about. */
export function fieldOf(blockId: string): string {
  return blockId.split('@')[0] ?? blockId
}

/** Reads `view.state.values`, in which every field has one element. */
export function formValues(state: Readonly<Record<string, Readonly<Record<string, FieldState>>>>): FormValues {
  const blocks = new Map(Object.entries(state).map(([blockId, elements]) => [fieldOf(blockId), elements]))
  const held = (field: string): FieldState => Object.values(blocks.get(field) ?? {})[0] ?? {}
  return {
    has: (field) => blocks.has(field),
    one(field) {
      const { value, selected_option, selected_user, selected_date, selected_time } = held(field)
      return value?.trim() || selected_option?.value || selected_user || selected_date || selected_time || null
    },
    many: (field) => (held(field).selected_options ?? []).map((one) => one.value),
  }
}
