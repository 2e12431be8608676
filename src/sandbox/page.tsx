import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Team } from './team.ts'

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** The frame of the page; the lists, the conversation and the forms are drawn into it by the script. */
export function sandboxPage(team: Team): Markup {
  return html`<!doctype html>${<Page team={team} />}`
}

function Page({ team }: { team: Team }): Markup {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${team.name} · Slack sandbox`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/public/sandbox.css" />
        <script type="module" src="/public/sandbox.js" />
      </head>
      <body>
        <TopBar team={team} />
        <div class="workspace">
          <Sidebar team={team} />
          <Conversation team={team} />
          <Thread team={team} />
        </div>
        <div class="toasts" id="toasts" role="status" aria-live="polite" />
        <noscript>
          <p class="noscript">
            The sandbox plays a Slack client and needs scripts. The dashboard at / works without them.
          </p>
        </noscript>
      </body>
    </html>
  )
}

function TopBar({ team }: { team: Team }): Markup {
  return (
    <header class="topbar">
      <button type="button" class="menu-button" id="menu-button" aria-expanded="false" aria-controls="sidebar">
        <Icon path="M3 5h14M3 10h14M3 15h14" />
        <span class="hidden">Channels</span>
      </button>
      <span class="topbar-name">{team.name}</span>
      <span class="topbar-note">A Slack workspace in a box: nothing here leaves this machine</span>
      <Faults />
      <a class="topbar-link" href="/">
        Dashboard
        <Icon path="M7 5h8v8M15 5 5 15" />
      </a>
    </header>
  )
}

/** Switches that make Slack fail, to see what happens then. */
function Faults(): Markup {
  return (
    <span class="popup-place faults-place">
      <button
        type="button"
        class="topbar-link"
        id="faults-button"
        aria-haspopup="dialog"
        aria-expanded="false"
        aria-controls="faults"
      >
        <Icon path="M11 2 4 11h5l-1 7 8-10h-6z" />
        <span class="faults-label">Break Slack</span>
        <span class="faults-count" id="faults-count" />
      </button>
      <div class="popup faults" id="faults" role="dialog" aria-label="Break Slack" hidden>
        <p>What Slack answers to Dealwright. Nothing is lost: what fails is tried again, or told to whoever waits.</p>
        <div id="fault-switches" />
      </div>
    </span>
  )
}

function Sidebar({ team }: { team: Team }): Markup {
  return (
    <nav class="sidebar" id="sidebar" aria-label="Workspace">
      <div class="sidebar-head">
        <span class="team-mark" aria-hidden="true">
          {team.name.slice(0, 1)}
        </span>
        <strong>{team.name}</strong>
      </div>
      <label class="switcher">
        <span class="switcher-label">You are</span>
        <select id="person">
          {team.people.map((one) => (
            <option value={one.id}>{`${one.realName}, ${one.title}`}</option>
          ))}
        </select>
      </label>
      <Section title="Channels">
        <ul id="channels" />
      </Section>
      <Section title="Teammates">
        <ul id="people" />
      </Section>
      <Section title="Apps">
        <ul id="apps" />
      </Section>
    </nav>
  )
}

function Section({ title, children }: { title: string; children: Child }): Markup {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Conversation({ team }: { team: Team }): Markup {
  return (
    <main class="conversation">
      <div class="conversation-head">
        <h1 id="title">{team.name}</h1>
        <span id="topic" />
      </div>
      <div class="tabs" id="tabs" role="tablist" aria-label={team.app.name} hidden>
        <button type="button" role="tab" id="tab-home" aria-controls="home">
          Home
        </button>
        <button type="button" role="tab" id="tab-messages" aria-controls="messages">
          Messages
        </button>
      </div>
      <div class="welcome" id="welcome" />
      <section class="home" id="home" role="tabpanel" aria-labelledby="tab-home" hidden />
      <section class="messages" id="messages" aria-label="Messages" tabindex={0} />
      <form class="composer" id="composer">
        <div class="hints" id="hints" role="listbox" aria-label="Commands" hidden />
        <div class="composer-box">
          <label class="hidden" for="words">
            Message or command
          </label>
          <textarea id="words" rows={1} autocomplete="off" aria-autocomplete="list" aria-controls="hints" />
          <div class="composer-foot">
            <span class="composer-shortcuts" id="shortcuts" />
            <span class="composer-note">Enter sends, Shift and Enter begin a new line</span>
            <button type="submit" class="send" id="send">
              <Icon path="M3 10 17 4l-4 13-3-5z" />
              <span class="hidden">Send</span>
            </button>
          </div>
        </div>
      </form>
    </main>
  )
}

function Thread({ team }: { team: Team }): Markup {
  return (
    <aside class="thread" id="thread" aria-label="Thread" hidden>
      <div class="conversation-head">
        <h2>Thread</h2>
        <span id="thread-place" />
        <button type="button" class="icon-button" id="thread-close">
          <Icon path="M5 5l10 10M15 5 5 15" />
          <span class="hidden">Close thread</span>
        </button>
      </div>
      <section class="messages" id="thread-messages" aria-label="Thread messages" tabindex={0} />
      <form class="composer" id="thread-composer">
        <div class="composer-box">
          <label class="hidden" for="thread-words">
            Reply
          </label>
          <textarea id="thread-words" rows={1} autocomplete="off" placeholder={`Reply… or @${team.app.name} won 12k`} />
          <div class="composer-foot">
            <span class="composer-note">Enter sends</span>
            <button type="submit" class="send">
              <Icon path="M3 10 17 4l-4 13-3-5z" />
              <span class="hidden">Send reply</span>
            </button>
          </div>
        </div>
      </form>
    </aside>
  )
}

function Icon({ path }: { path: string }): Markup {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      {raw(
        `<path d="${path}" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" stroke-linecap="round"/>`,
      )}
    </svg>
  )
}
