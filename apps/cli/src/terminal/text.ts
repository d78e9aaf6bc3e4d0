// Makes untrusted text safe to show on a terminal.
//
// Control characters, which can move the cursor, change colours or write to the clipboard, become visible
// symbols; characters that reorder text are dropped. Line breaks become ⏎ if a text must stay on one line.
// Gotcha: U+0080 to U+009F are controls, too; `\u009b` alone begins an escape sequence.

const reordering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g
const controls = /[^\t\n\u0020-\u007e\u00a0-\uffff]/g

/** Makes text safe for a terminal; line feeds and tabs stay. */
export const harmless = (text: string): string =>
  text
    .replace(reordering, "")
    .replace(controls, (control) =>
      control.charCodeAt(0) < 0x20 ? String.fromCharCode(0x2400 + control.charCodeAt(0)) : "␦"
    )
    .toWellFormed()

/** The same, on one line. */
export const onOneLine = (text: string): string =>
  harmless(text.replace(/\r\n|[\n\u2028\u2029]/g, "⏎").replaceAll("\t", " "))

/** JSON text in which every character that a terminal might interpret is escaped: equivalent JSON for any reader. */
export const harmlessJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  )
