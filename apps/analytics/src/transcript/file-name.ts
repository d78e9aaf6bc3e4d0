// File names for chats: name and id, valid on every system.
import * as Crypto from "node:crypto"

const NAME_BYTES = 100
const ID_BYTES = 60

const encoder = new TextEncoder()

/** Characters that a system forbids, that are invisible or reverse the text, or that are special in a link or a shell. */
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*#%&'`$!;~^[\]{}]/gu

const shortened = (text: string, bytes: number): string => {
  let short = ""
  let length = 0
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    length += encoder.encode(segment).length
    if (length > bytes) break
    short += segment
  }
  return short
}

const safe = (text: string, bytes: number): string =>
  shortened(text.normalize("NFC").replace(FORBIDDEN, " ").replace(/\s+/g, " ").trim(), bytes)
    .replace(/^[. -]+|[. ]+$/g, "")
    .trim()

/** An id that is valid as a file name is unchanged; others, which could collide, get a hash. */
const safeId = (id: string): string => {
  const kept = safe(id, ID_BYTES)
  return kept === id ? id : `${kept} ${Crypto.hash("sha256", id).slice(0, 8)}`.trim()
}

/** Names that Windows reserves, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i

/** The name of a chat's file, without its extension. */
export const fileNameOf = (
  name: string | undefined,
  chatId: string,
  instanceId: string | undefined
): string => {
  const parts = [name === undefined ? "" : safe(name, NAME_BYTES), safeId(chatId), safeId(instanceId ?? "")]
  const whole = parts
    .filter((part, place) => part !== "" && !(place === 2 && instanceId === undefined))
    .join(" ")
  return whole === "" || DEVICE.test(whole) ? `chat ${whole}`.trim() : whole
}
