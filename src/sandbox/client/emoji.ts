import { drawEmoji } from './emoji-drawings.ts'

const SIGNS: Record<string, string> = Object.fromEntries(
  `+1 👍|-1 👎|100 💯|alarm_clock ⏰|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|ballot_box_with_check ☑️|bar_chart 📊
bell 🔔|birthday 🎂|blue_book 📘|bookmark 🔖|briefcase 💼|bulb 💡|calendar 📅|chart 💹|chart_with_upwards_trend 📈
chart_with_downwards_trend 📉|clap 👏|clipboard 📋|closed_book 📕|crystal_ball 🔮|dart 🎯|date 📅|dollar 💵|email 📧|exclamation ❗
eyes 👀|fire 🔥|flag-white 🏳️|gear ⚙️|gem 💎|handshake 🤝|heart ❤️|heavy_check_mark ✔️|heavy_plus_sign ➕|hourglass ⌛
hourglass_flowing_sand ⏳|inbox_tray 📥|information_source ℹ️|key 🔑|label 🏷️|large_blue_circle 🔵|large_green_circle 🟢
large_yellow_circle 🟡|large_orange_circle 🟠|link 🔗|lock 🔒|mag 🔍|mailbox 📫|medal 🏅|memo 📝|moneybag 💰|money_with_wings 💸
no_entry ⛔|no_entry_sign 🚫|office 🏢|ok_hand 👌|package 📦|page_facing_up 📄|paperclip 📎|partying_face 🥳|pencil 📝|pencil2 ✏️
phone ☎️|point_right 👉|pushpin 📌|question ❓|raised_hands 🙌|red_circle 🔴|recycle ♻️|repeat 🔁|rocket 🚀|rotating_light 🚨
scroll 📜|seedling 🌱|shrug 🤷|slightly_smiling_face 🙂|smile 😄|sparkles ✨|speech_balloon 💬|star ⭐|stopwatch ⏱️|sunny ☀️
tada 🎉|telephone_receiver 📞|thinking_face 🤔|thumbsup 👍|thumbsdown 👎|timer_clock ⏲️|trophy 🏆|unlock 🔓|warning ⚠️|wastebasket 🗑️
wave 👋|white_check_mark ✅|white_circle ⚪|white_flag 🏳️|wrench 🔧|writing_hand ✍️|x ❌|zap ⚡|zzz 💤|black_circle ⚫|leftwards_arrow_with_hook ↩️|dash 💨`
    .split(/[|\n]/)
    .map((pair) => pair.split(' ') as [string, string]),
)

const CODE = /:([a-z0-9_+-]+):/g

/** Shortcodes as signs, where only text can stand: `:tada:`. One that is not known stays as it is written. */
export function withEmoji(text: string): string {
  return text.replace(CODE, (code, name: string) => SIGNS[name] ?? code)
}

/** Text with its shortcodes drawn, or as signs where we have no drawing. */
export function emojiNodes(text: string): Node[] {
  // Splitting by a pattern with one group puts the names at the odd places.
  const nodes = text.split(CODE).map((part, place) => {
    if (place % 2 === 0) return document.createTextNode(part)
    return drawEmoji(part) ?? document.createTextNode(withEmoji(`:${part}:`))
  })
  return nodes.filter((node) => node.textContent !== '' || node instanceof SVGElement)
}
