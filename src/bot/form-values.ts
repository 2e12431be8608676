/** What a form holds, field by field; a field's name is its block id. */
export interface FormValues {
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

/** Reads `view.state.values`, in which every field has one element. */
export function formValues(state: Readonly<Record<string, Readonly<Record<string, FieldState>>>>): FormValues {
  const held = (field: string): FieldState => Object.values(state[field] ?? {})[0] ?? {}
  return {
    one(field) {
      const { value, selected_option, selected_user, selected_date, selected_time } = held(field)
      return value?.trim() || selected_option?.value || selected_user || selected_date || selected_time || null
    },
    many: (field) => (held(field).selected_options ?? []).map((one) => one.value),
  }
}
