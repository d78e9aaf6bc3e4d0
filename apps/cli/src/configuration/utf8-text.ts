// The text of a file or a pipe that somebody wrote: UTF-8, or refused as what it is, since every other reading would be a guess.
import { isUtf16 } from "@chatledger/core"

/** What bytes are that are no UTF-8. */
export type EncodingFault = "utf16" | "other"

const decoder = new TextDecoder("utf-8", { fatal: true })

/** The text of bytes, without a byte-order mark. */
export const utf8Text = (bytes: Uint8Array): { readonly text: string } | EncodingFault => {
  if (isUtf16(bytes)) return "utf16"
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    return "other"
  }
}
