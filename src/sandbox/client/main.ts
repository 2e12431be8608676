import { startComposer } from './composer.ts'
import { byId } from './dom.ts'
import { drawFaults, startFaults } from './faults.ts'
import { drawHome } from './home.ts'
import { drawMessages, keepAtEnd } from './messages.ts'
import { drawModal } from './modal.ts'
import { type Page, showInAddress, type Where, whereFromAddress } from './page.ts'
import { Server } from './server.ts'
import { globalShortcuts } from './shortcuts.ts'
import { drawSidebar } from './sidebar.ts'
import { drawThread, startThreads } from './threads.ts'
import { attempt, toast } from './toasts.ts'
import { drawWelcome } from './welcome.ts'

let page: Page
let live: EventSource | undefined
let soon: number | undefined

const write = startComposer(() => page)

function draw(): void {
  const { screen, where } = page
  const withApp = where.channel === screen.direct
  const atHome = withApp && where.tab === 'home'
  drawSidebar(page)
  byId('tabs').hidden = !withApp
  byId('tab-home').setAttribute('aria-selected', String(atHome))
  byId('tab-messages').setAttribute('aria-selected', String(!atHome))
  byId('home').hidden = !atHome
  byId('messages').hidden = atHome
  byId('composer').hidden = atHome
  byId('welcome').hidden = atHome
  const place = withApp ? screen.team.app.name : byId('title').textContent?.replace(' ', '')
  byId('words').setAttribute('placeholder', `Message ${place}, or type / for commands`)
  byId('shortcuts').replaceChildren(...[globalShortcuts(page)].filter((one) => one !== null))
  if (atHome) drawHome(byId('home'), page)
  else drawMessages(byId('messages'), page)
  drawThread(page)
  drawFaults(page)
  drawWelcome(byId('welcome'), page, write)
  drawModal(page)
}

async function refresh(): Promise<void> {
  const asked = page.where
  const screen = await page.server.screen(asked.channel)
  if (asked !== page.where) return
  page.screen = screen
  page.where = { ...asked, channel: screen.channel }
  draw()
}

async function open(where: Where): Promise<void> {
  const server = new Server(where.person)
  const screen = await server.screen(where.channel)
  const known = { ...where, channel: screen.channel }
  page = { server, screen, where: known, go, refresh }
  showInAddress(known)
  draw()
  for (const id of ['messages', 'thread-messages']) byId(id).scrollTop = byId(id).scrollHeight
  if (known.tab === 'home' && known.channel === screen.direct) void attempt(() => server.openTab('home'))
}

function listen(person: string): void {
  live?.close()
  live = new EventSource(`/sandbox/live?as=${person}`)
  live.addEventListener('changed', () => {
    clearTimeout(soon)
    soon = window.setTimeout(() => void attempt(refresh), 30)
  })
  live.addEventListener('trouble', (event) => toast(event.data))
}

function go(to: Partial<Where>): void {
  const where = { ...page.where, ...to }
  const otherPerson = where.person !== page.where.person
  // Each person has a conversation of their own with the app.
  // A thread belongs to its channel.
  if (to.thread === undefined && where.channel !== page.where.channel) where.thread = null
  if (otherPerson && page.where.channel === page.screen.direct) where.channel = `D${where.person.slice(1)}`
  closeSidebar()
  void attempt(() => open(where))
  if (otherPerson) listen(where.person)
}

function closeSidebar(): void {
  document.body.classList.remove('sidebar-open')
  byId('menu-button').setAttribute('aria-expanded', 'false')
}

const person = byId<HTMLSelectElement>('person')
const start: Where = { person: person.value, channel: '', tab: 'messages', thread: null, ...whereFromAddress() }
person.addEventListener('change', () => go({ person: person.value }))
byId('tab-home').addEventListener('click', () => go({ tab: 'home' }))
byId('tab-messages').addEventListener('click', () => go({ tab: 'messages' }))
byId('menu-button').addEventListener('click', () => {
  const isOpen = document.body.classList.toggle('sidebar-open')
  byId('menu-button').setAttribute('aria-expanded', String(isOpen))
})
keepAtEnd(byId('messages'))
keepAtEnd(byId('thread-messages'))
startThreads(() => page)
startFaults()
document.querySelector('.conversation')?.addEventListener('click', closeSidebar)
void attempt(() => open(start))
listen(start.person)
