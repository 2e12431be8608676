import type { Team } from './team.ts'

const LINK = /https?:\/\/[^\s<>|]+/g
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

/** The addresses in what somebody typed. */
export const linksIn = (text: string): URL[] =>
  (text.match(LINK) ?? []).flatMap((link) => URL.parse(link.replaceAll('&amp;', '&')) ?? [])

/**
 * What somebody typed as Slack passes it on: three signs escaped, and addresses, people and channels marked up.
 * A command's mentions carry the name as well, `<@U0ANA00001|ana>`.
 */
export function asSlackPassesOn(text: string, team: Team, { named = false } = {}): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const known = new RegExp(`(?<![\\w@])(?:(${LINK.source})|(${MAIL.source})|@([\\w-]+)|#([\\w-]+))`, 'g')
  return escaped.replace(known, (typed, link?: string, mail?: string, person?: string, channel?: string) => {
    if (link) return `<${link}>`
    if (mail) return `<mailto:${mail}|${mail}>`
    if (person) return mention(team, person.toLowerCase(), named) ?? typed
    const found = team.channels.find((one) => one.name === channel?.toLowerCase())
    return found ? `<#${found.id}|${found.name}>` : typed
  })
}

function mention({ people, app }: Team, handle: string, named: boolean): string | undefined {
  const everyone = [...people, { id: app.userId, name: app.userName }]
  const found = everyone.find(({ name }) => name === handle)
  return found && `<@${found.id}${named ? `|${found.name}` : ''}>`
}
