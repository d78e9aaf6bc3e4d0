// A token from a file, a variable, a pipe or the keyboard.
import * as Redacted from "effect/Redacted"
import { isUtf16 } from "./value-shapes.ts"

/** Why a text contains no token. */
export type TokenFault = "utf16" | "empty" | "odd"

const usable = /^[\x21-\x7e]+$/

/** The token in a text: one line, optionally with spaces or a byte-order mark. */
export const tokenIn = (text: string): Redacted.Redacted<string> | TokenFault => {
  if (isUtf16(text)) return "utf16"
  const token = text.replace(/^\ufeff/, "").trim()
  if (token === "") return "empty"
  return usable.test(token) ? Redacted.make(token, { label: "apiTokenInstance" }) : "odd"
}
