import type { Role } from '../context.ts'

/** The sample's people are those of the sandbox's Slack, so that whoever types there is somebody here. */
export const SAMPLE_TEAM = {
  name: 'Northwind Sales',
  slackTeamId: 'T0SANDBOX1',
  timeZone: 'Europe/Berlin',
  currency: 'USD',
} as const

export const SAMPLE_PEOPLE = {
  dana: { name: 'Dana Bright', role: 'admin', slackUserId: 'U0DAN00001', email: 'dana@northwind.example' },
  mia: { name: 'Mia Lindqvist', role: 'manager', slackUserId: 'U0MIA00001', email: 'mia@northwind.example' },
  ana: { name: 'Ana Reyes', role: 'rep', slackUserId: 'U0ANA00001', email: 'ana@northwind.example' },
  ben: { name: 'Ben Okafor', role: 'rep', slackUserId: 'U0BEN00001', email: 'ben@northwind.example' },
} as const satisfies Record<string, { name: string; role: Role; slackUserId: string; email: string }>

export type Person = keyof typeof SAMPLE_PEOPLE
export type Rep = 'ana' | 'ben'
