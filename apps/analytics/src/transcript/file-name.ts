// Names of files that contain a chat: its name and id, as every system takes them.
import * as Crypto from "node:crypto"

const NAME_BYTES = 100
const ID_BYTES = 60

const encoder = new TextEncoder()

/** Signs that a system forbids, that no one sees, that turn the line round, or that a link or a shell takes for something else. */
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

/** Ids of few signs stand as they are; of others, which may become equal, a hash goes with them. */
const safeId = (id: string): string => {
  const kept = safe(id, ID_BYTES)
  return kept === id ? id : `${kept} ${Crypto.hash("sha256", id).slice(0, 8)}`.trim()
}

/** Names that Windows keeps for itself, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i

/** What a chat's file is called, without its ending. */
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
