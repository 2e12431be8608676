import type { Shortcut } from './command.ts'
import { commands } from './commands/index.ts'
import { events } from './events/index.ts'

/** Why each permission is asked for; the list of scopes follows from it. */
const SCOPES: Readonly<Record<string, string>> = {
  commands: '/deal and the shortcuts',
  'chat:write': 'cards in channels, and answers to forms in a direct message',
  'files:write': 'the picture of a report',
  'channels:read': 'the public channels it was invited to, to share reports into',
  'groups:read': 'the private ones it was invited to',
  'users:read': 'names and time zones of those who use it',
  'users:read.email': 'tells that a colleague who was imported by e-mail is this person',
  ...Object.assign({}, ...events.map(({ scopes }) => scopes)),
}

/** Where Slack sends browsers back to: after an installation, and after Sign in with Slack. */
const REDIRECTS = ['/slack/oauth_redirect', '/auth/slack/callback']

/** What the bot asks for when it is installed. */
export function botScopes(): string[] {
  return Object.keys(SCOPES)
}

/** The Slack app manifest for an installation at `publicUrl`, to be pasted at api.slack.com/apps. */
export function manifest(publicUrl: string, { socketMode }: { socketMode: boolean }): object {
  const url = `${publicUrl}/slack/events`
  const address = socketMode ? {} : { url }
  return {
    display_information: {
      name: 'Dealwright',
      description: 'Your sales pipeline, where your team already talks.',
      long_description: [
        'Create, move and close deals without leaving Slack, and see the figures in a dashboard.',
        'Every change is kept with who, when and how, so that every figure can be asked for as of any moment.',
        'What each permission is for:',
        ...Object.entries(SCOPES).map(([scope, reason]) => `${scope}: ${reason}.`),
      ].join('\n'),
      background_color: '#3350c9',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      ...unfurlDomains(publicUrl),
      bot_user: { display_name: 'Dealwright', always_online: true },
      slash_commands: [
        {
          command: '/deal',
          ...address,
          description: 'Create, find, move and close deals',
          usage_hint: `[${commands.map(({ verb }) => verb).join(' | ')}]`,
          should_escape: true,
        },
      ],
      shortcuts: commands.flatMap(({ shortcut, onMessage }) => [
        ...(shortcut ? [entry('global', shortcut)] : []),
        ...(onMessage ? [entry('message', onMessage)] : []),
      ]),
    },
    oauth_config: {
      ...(!socketMode && { redirect_urls: REDIRECTS.map((path) => publicUrl + path) }),
      scopes: { bot: botScopes() },
    },
    settings: {
      event_subscriptions: {
        ...(!socketMode && { request_url: url }),
        bot_events: events.map(({ type, subscription = type }) => subscription),
      },
      interactivity: {
        is_enabled: true,
        ...(!socketMode && { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

function entry(type: 'global' | 'message', { id, name, description }: Shortcut): object {
  return { name, type, callback_id: id, description }
}

/** Slack takes the names of sites and no bare hosts. */
function unfurlDomains(publicUrl: string): object {
  const { hostname } = new URL(publicUrl)
  return hostname.includes('.') ? { unfurl_domains: [hostname] } : {}
}
