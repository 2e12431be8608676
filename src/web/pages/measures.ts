/** The rates of conversion by id: what people call them, and what each divides. */
export const MEASURES: Readonly<Record<string, { readonly label: string; readonly how: string }>> = {
  'won-of-closed': { label: 'Won of closed', how: 'won ÷ (won + lost)' },
  'won-of-all': { label: 'Won of all', how: 'open deals count too' },
  cohort: { label: 'Cohort', how: 'created in the period, won so far' },
}
