// Text of strangers on a terminal: shown, never obeyed.
//
// Control characters, which can move the cursor, change colours or write into the clipboard, become visible
// symbols; marks that reorder text are dropped. Line breaks become ⏎ where a text must stay on one line.

const isolates = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g

/** Makes a text harmless for a terminal; line feeds and tabs stay. */
export const harmless = (text: string): string =>
  text
    .replace(isolates, "")
    .replace(/[^\t\n\u0020-\u007e\u00a0-\uffff]/g, (control) =>
      control.charCodeAt(0) < 0x20 ? String.fromCharCode(0x2400 + control.charCodeAt(0)) : "␦"
    )
    .toWellFormed()

/** The same, on one line. */
export const onOneLine = (text: string): string => harmless(text).replace(/\r?\n/g, "⏎").replaceAll("\t", " ")
