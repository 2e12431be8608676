import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'

const SECTIONS = [
  { id: 'workspace', href: '/settings', label: 'Workspace' },
  { id: 'pipelines', href: '/settings/pipelines', label: 'Pipelines' },
  { id: 'reasons', href: '/settings/reasons', label: 'Reasons' },
  { id: 'targets', href: '/settings/targets', label: 'Targets' },
  { id: 'currencies', href: '/settings/currencies', label: 'Currencies' },
  { id: 'members', href: '/settings/members', label: 'Members' },
  { id: 'slack', href: '/settings/slack', label: 'Slack' },
  { id: 'sessions', href: '/settings/sessions', label: 'Signed in' },
  { id: 'tokens', href: '/settings/tokens', label: 'API tokens' },
] as const

export type SettingsSection = (typeof SECTIONS)[number]['id']

/** What everybody keeps for themselves, and what managers change, too. */
const NOT_FOR_ADMINS_ALONE: readonly SettingsSection[] = ['targets', 'sessions', 'tokens']

interface SettingsFrameProps {
  section: SettingsSection
  /** Others may look, and are told whom to ask. */
  isAdmin: boolean
  children: Child
}

/** The settings around one of their sections. */
export function SettingsFrame({ section, isAdmin, children }: SettingsFrameProps): JSX.Element {
  return (
    <>
      <div class="page-head">
        <h1>Settings</h1>
      </div>
      <div class="settings">
        <nav class="sections" aria-label="Settings">
          {SECTIONS.map(({ id, href, label }) => (
            <a href={href} {...(id === section ? { 'aria-current': 'page' } : {})}>
              {label}
            </a>
          ))}
        </nav>
        <div class="stack">
          {isAdmin || NOT_FOR_ADMINS_ALONE.includes(section) ? null : (
            <p class="banner">Only admins change these settings. Ask one of yours if something is missing.</p>
          )}
          {children}
        </div>
      </div>
    </>
  )
}
