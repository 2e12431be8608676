/** The measures of conversion and velocity by id: what people call them, and what each is made of. */
export const MEASURES: Readonly<Record<string, { readonly label: string; readonly how: string }>> = {
  'won-of-closed': { label: 'Won of closed', how: 'won ÷ (won + lost)' },
  'won-of-all': { label: 'Won of all', how: 'open deals count too' },
  cohort: { label: 'Cohort', how: 'created in the period, won so far' },
  'cycle-median': { label: 'Median cycle', how: 'half of the wins took less' },
  'cycle-mean': { label: 'Mean cycle', how: 'from created to won' },
  'open-deals': { label: 'Open deals', how: '' },
  'win-rate': { label: 'Won of closed', how: '' },
  'mean-won-value': { label: 'Mean won value', how: '' },
  velocity: { label: 'Velocity a day', how: '' },
  'highlevel-velocity': { label: 'HighLevel’s velocity', how: '' },
}
