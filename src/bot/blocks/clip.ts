/** The text of a message without blocks stays under Slack's 4000. */
export const LONGEST_TEXT = 3900

/** Cuts at a code point, with an ellipsis, so that the result has at most `limit` UTF-16 units. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const point of text) {
    if (kept.length + point.length > limit - 1) break
    kept += point
  }
  return `${kept}…`
}
