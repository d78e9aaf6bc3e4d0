// A token as a file, a variable, a pipe or a keyboard gives it.
import * as Redacted from "effect/Redacted"
import { isUtf16 } from "./value-shapes.ts"

/** Why a text contains no token. */
export type TokenFault = "utf16" | "empty" | "odd"

const usable = /^[\x21-\x7e]+$/

/** The token of a text: one line, with blanks or a mark around it or not. */
export const tokenIn = (text: string): Redacted.Redacted<string> | TokenFault => {
  if (isUtf16(text)) return "utf16"
  const token = text.replace(/^\ufeff/, "").trim()
  if (token === "") return "empty"
  return usable.test(token) ? Redacted.make(token, { label: "apiTokenInstance" }) : "odd"
}
