/** The measures of conversion and velocity by id: what people call them, and what each divides. */
export const MEASURES: Readonly<Record<string, { readonly label: string; readonly how: string }>> = {
  'won-of-closed': { label: 'Won of closed', how: 'won ÷ (won + lost)' },
  'won-of-all': { label: 'Won of all', how: 'open deals count too' },
  'cycle-median': { label: 'Cycle, median', how: 'creation to the final win' },
  'cycle-mean': { label: 'Cycle, mean', how: 'creation to the final win' },
  'open-deals': { label: 'Open deals', how: '' },
  'win-rate': { label: 'Win rate', how: 'won ÷ (won + lost)' },
  'mean-won-value': { label: 'Mean value of a win', how: '' },
  velocity: { label: 'Velocity a day', how: 'open deals × win rate × mean won value ÷ mean cycle' },
  'highlevel-velocity': { label: 'HighLevel’s sales velocity', how: 'won value ÷ mean cycle × 30' },
  cohort: { label: 'Cohort', how: 'created in the period, won so far' },
}
