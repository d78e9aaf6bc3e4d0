// Escapes untrusted text for HTML.
import { piecesOf } from "../telling.ts"

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const SPECIAL = /[[&<>"'\p{Cc}]--[\t\n]]/v
const ALL_SPECIAL = /[[&<>"'\p{Cc}]--[\t\n]]/gv

/** Text for an element or a quoted attribute; control characters, which HTML forbids, become �. */
export const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (sign) => signs[sign] ?? (sign === "\r" ? "" : "�")) : text

/** An external link: opens a new page and sends no referrer. */
export const outerLink = (href: string, shown: string): string =>
  `<a href="${escaped(href)}" target="_blank" rel="noreferrer">${escaped(shown)}</a>`

/** A link to a file near this page; `content` is HTML. */
export const innerLink = (href: string, content: string): string =>
  `<a href="${escaped(href)}" target="_blank" rel="noreferrer">${content}</a>`

/** Text with its web links clickable; they show what was written. */
export const linked = (text: string): string =>
  text.includes("://")
    ? piecesOf(text)
        .map((piece) =>
          piece.isLink ? outerLink(new URL(piece.text).href, piece.text) : escaped(piece.text)
        )
        .join("")
    : escaped(text)

/** The anchor of a message in its transcript; attributes must not contain control characters. */
export const anchorOf = (messageId: string): string =>
  /^[\w.@-]*$/.test(messageId) ? `m-${messageId}` : `m-${messageId.replace(/\p{Cc}/gu, "�")}`
