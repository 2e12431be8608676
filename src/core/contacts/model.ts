import { invalid } from '../errors.ts'
import { cleanText } from '../text.ts'

/** Whom a deal is made with. */
export interface Contact {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly company: string | null
}

export type ContactFields = Omit<Contact, 'id'>

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/
const NAME_AND_EMAIL = /^(.*?)\s*<([^\s<>]+@[^\s<>]+)>$/

/** The fields as they are kept: addresses in small letters. Throws `invalid` for what is no e-mail address. */
export function checkContact(fields: ContactFields): ContactFields {
  const email = cleanText(fields.email, { field: 'email', max: 254 })?.toLowerCase() ?? null
  if (email !== null && !EMAIL.test(email)) {
    const message = `“${email}” is not an e-mail address. Write it like jane@acme.com.`
    throw invalid(message, { email: message })
  }
  return {
    name: cleanText(fields.name, { field: 'name', max: 200, required: true }),
    email,
    phone: cleanText(fields.phone, { field: 'phone', max: 60 }),
    company: cleanText(fields.company, { field: 'company', max: 200 }),
  }
}

/** Reads "Jane Doe", "jane@acme.com" or "Jane Doe <jane@acme.com>". A contact known by address alone is called by it. */
export function contactWords(words: string): { name: string; email: string | null } {
  const text = words.trim()
  const [, name, email] = NAME_AND_EMAIL.exec(text) ?? []
  if (email) return { name: name || email, email }
  return { name: text, email: EMAIL.test(text) ? text : null }
}

/** What is known, with the gaps filled: a contact found by its address is never renamed by the way. */
export function fillGaps(known: Contact, fields: ContactFields): Contact {
  return {
    ...known,
    name: known.name === known.email ? fields.name : known.name,
    phone: known.phone ?? fields.phone,
    company: known.company ?? fields.company,
  }
}
