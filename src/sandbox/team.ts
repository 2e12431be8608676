export interface Person {
  id: string
  /** The handle, as in `@ana`. */
  name: string
  realName: string
  title: string
  email: string
  /** IANA zone, as `users.info` tells it. */
  timeZone: string
  isAdmin: boolean
}

export interface Channel {
  id: string
  name: string
  topic: string
}

/** The app as Slack knows it; all people and channels are members of one workspace. */
export interface Team {
  id: string
  name: string
  domain: string
  app: { id: string; name: string; botId: string; userId: string; userName: string }
  people: Person[]
  channels: Channel[]
}

/** Who speaks where Slack itself has something to say. */
export const SLACKBOT = { id: 'USLACKBOT', name: 'Slackbot' } as const

/** A small sales team to try the product with: two reps, their manager and a Slack admin. */
export const sampleTeam: Team = {
  id: 'T0SANDBOX1',
  name: 'Northwind Sales',
  domain: 'northwind',
  app: { id: 'A0DEALAPP1', name: 'Dealwright', botId: 'B0DEALBOT1', userId: 'U0DEALBOT1', userName: 'dealwright' },
  people: [
    person('U0ANA00001', 'ana', 'Ana Reyes', 'Account executive'),
    person('U0BEN00001', 'ben', 'Ben Okafor', 'Account executive'),
    person('U0MIA00001', 'mia', 'Mia Lindqvist', 'Head of sales'),
    { ...person('U0DAN00001', 'dana', 'Dana Bright', 'Slack admin'), isAdmin: true },
  ],
  channels: [
    { id: 'C0GENERAL1', name: 'general', topic: 'Everyone at Northwind Sales' },
    { id: 'C0SALES001', name: 'sales', topic: 'The pipeline, day by day' },
    { id: 'C0WINS0001', name: 'wins', topic: 'Deals we won' },
  ],
}

function person(id: string, name: string, realName: string, title: string): Person {
  return { id, name, realName, title, email: `${name}@northwind.example`, timeZone: 'Europe/Berlin', isAdmin: false }
}

/** The direct conversation between one person and the app: `U0ANA00001` talks in `D0ANA00001`. */
export function directChannelOf(personId: string): string {
  return `D${personId.slice(1)}`
}

/** Finds a person by id, handle, first name or full name. Throws when there is no such person. */
export function findPerson(team: Team, who: string): Person {
  const wanted = who.toLowerCase().replace(/^@/, '')
  const found = team.people.find((one) =>
    [one.id, one.name, one.realName, one.realName.split(' ')[0] ?? ''].some((name) => name.toLowerCase() === wanted),
  )
  if (!found) throw new Error(`Nobody in ${team.name} is called ${who}`)
  return found
}

/** Finds a channel by id, `name` or `#name`; a person's direct conversation by its id. Throws when there is none. */
export function findChannel(team: Team, which: string): Channel {
  const wanted = which.replace(/^#/, '')
  const found = team.channels.find((one) => one.id === wanted || one.name === wanted)
  if (found) return found
  const partner = team.people.find((one) => directChannelOf(one.id) === wanted)
  if (partner) return { id: wanted, name: 'directmessage', topic: '' }
  throw new Error(`${team.name} has no channel ${which}`)
}
