import { AFTER_REFRESH, BEFORE_REFRESH } from './refresh.ts'

const FOCUSABLE = 'a[href], button, summary, input, select, textarea'

/** Lets whoever works by keyboard stay where they are when rows are replaced, also when theirs is elsewhere now. */
export function startFocusKeeping(): void {
  let kept: { key: string; place: number } | null = null
  document.addEventListener(BEFORE_REFRESH, () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-key]')
    const place = row ? [...row.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement as Element) : -1
    kept = row && place >= 0 ? { key: row.dataset.key ?? '', place } : null
  })
  document.addEventListener(AFTER_REFRESH, () => {
    if (!kept || document.activeElement !== document.body) return
    const row = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(kept.key)}"]`)
    row?.querySelectorAll<HTMLElement>(FOCUSABLE)[kept.place]?.focus({ preventScroll: true })
  })
}
