import { byId, h } from './dom.ts'
import { drawList } from './messages.ts'
import type { Page } from './page.ts'
import { countOf, threadOf } from './replies.ts'
import { attempt, toast } from './toasts.ts'

/** Draws the thread that is open, or closes its pane. */
export function drawThread(page: Page): void {
  const { screen, where } = page
  const root = screen.messages.find((one) => one.ts === where.thread)
  document.body.classList.toggle('thread-open', root !== undefined)
  byId('thread').hidden = root === undefined
  if (!root) return
  const channel = screen.channels.find((one) => one.id === screen.channel)
  byId('thread-place').textContent = channel ? `# ${channel.name}` : screen.team.app.name
  const replies = screen.messages.filter((one) => threadOf(one) === root.ts)
  const divider = h('div', { class: 'thread-count' }, h('span', {}, countOf(replies.filter((one) => !one.onlyFor))))
  drawList(byId('thread-messages'), page, { pane: 'thread', first: [root], between: divider, rest: replies })
}

/** Makes the pane work: its button that closes it, and its composer. */
export function startThreads(page: () => Page): void {
  const words = byId<HTMLTextAreaElement>('thread-words')
  const close = () => page().go({ thread: null })
  const send = () =>
    attempt(async () => {
      const text = words.value.trim()
      const { server, where, refresh } = page()
      if (text === '' || !where.thread) return
      if (text.startsWith('/'))
        return toast('Slack runs no commands in threads. Write @Dealwright and the words instead.')
      words.value = ''
      await server.say(where.channel, text, where.thread)
      await refresh()
      byId('thread-messages').scrollTop = byId('thread-messages').scrollHeight
    })
  byId('thread-close').addEventListener('click', close)
  byId('thread').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
  })
  words.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  })
  byId('thread-composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
}
