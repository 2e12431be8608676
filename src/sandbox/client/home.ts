import { drawBlocks } from './blocks.ts'
import { h, redraw } from './dom.ts'
import type { Page } from './page.ts'
import { viewSurface } from './surfaces.ts'

let drawnAs = ''

/** Draws the app's Home as it was last published for this person. */
export function drawHome(place: HTMLElement, page: Page): void {
  const { home, me, team } = page.screen
  const as = `${me.id}/${home?.hash}`
  if (as === drawnAs) return
  drawnAs = as
  const empty = h('p', { class: 'home-empty' }, `${team.app.name} has not shown anything here yet.`)
  redraw(place, home ? drawBlocks(home.blocks, viewSurface(page, home)) : empty)
}
