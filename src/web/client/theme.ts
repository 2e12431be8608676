const A_YEAR = 31_536_000

/** Lets the member choose light or dark. Kept in a cookie, so that the next page comes in the right colours at once. */
export function startTheme(): void {
  const root = document.documentElement
  document.querySelector('[data-theme-toggle]')?.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark'
    root.dataset.theme = theme
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `dealwright_theme=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`
    document.dispatchEvent(new CustomEvent('themechange'))
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    document.dispatchEvent(new CustomEvent('themechange'))
  })
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}
