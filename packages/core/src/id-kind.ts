// The kind of an id, recognised by the id itself.
//
// The SQL macro `id_kind` implements the same; a test compares the two.

/** `story`: the chat of stories; `service`: WhatsApp itself; `dummy`: a placeholder for nobody. */
export type IdKind =
  | "person"
  | "group"
  | "lid"
  | "channel"
  | "own"
  | "story"
  | "service"
  | "dummy"
  | "unknown"

/** Ids with a fixed meaning, whatever their suffix. */
const single: ReadonlyMap<string, IdKind> = new Map([
  ["status@broadcast", "story"],
  ["0@c.us", "service"],
  ["10000000000@c.us", "dummy"],
  ["null@c.us", "dummy"],
  ["undefined@c.us", "dummy"]
])

const endings: ReadonlyArray<readonly [string, IdKind]> = [
  ["@c.us", "person"],
  ["@g.us", "group"],
  ["@lid", "lid"],
  ["@newsletter", "channel"]
]

/** MAX and Telegram ids are digits only and may exceed 64 bits; those of groups are negative. */
const bareId = /^(-?)\d+$/

/** True for an id of digits only, as in MAX and Telegram. */
export const isBareId = (id: string): boolean => bareId.test(id)

/** The kind of a `chatId`, a `senderId`, or `instance:<idInstance>`, which is the account itself. */
export const idKind = (id: string): IdKind => {
  if (id.startsWith("instance:")) return "own"
  if (id.endsWith("@c.us") && !single.has(id)) return "person"
  const [, sign] = bareId.exec(id) ?? []
  if (sign !== undefined) return sign === "-" ? "group" : "person"
  return single.get(id) ?? endings.find(([ending]) => id.endsWith(ending))?.[1] ?? "unknown"
}
