// What an id of a journal stands for, told by the id itself.
//
// The macro `id_kind` of the tables says the same in SQL; a test holds the two together.

/** `story`: where stories are told; `service`: WhatsApp itself; `dummy`: what the vendor writes where it tells no one. */
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

/** Ids that mean one thing each, whatever they end in. */
const single: ReadonlyMap<string, IdKind> = new Map([
  ["status@broadcast", "story"],
  ["0@c.us", "service"],
  ["10000000000@c.us", "dummy"]
])

const endings: ReadonlyArray<readonly [string, IdKind]> = [
  ["@c.us", "person"],
  ["@g.us", "group"],
  ["@lid", "lid"],
  ["@newsletter", "channel"]
]

/** MAX and Telegram have digits alone, which may pass 64 bits: those of a group are negative. */
const bareId = /^(-?)\d+$/

/** Whether an id is digits alone, as those of MAX and Telegram are. */
export const isBareId = (id: string): boolean => bareId.test(id)

/** The kind of a `chatId`, a `senderId`, or `instance:<idInstance>`, which is the account itself. */
export const idKind = (id: string): IdKind => {
  if (id.startsWith("instance:")) return "own"
  if (id.endsWith("@c.us") && !single.has(id)) return "person"
  const [, sign] = bareId.exec(id) ?? []
  if (sign !== undefined) return sign === "-" ? "group" : "person"
  return single.get(id) ?? endings.find(([ending]) => id.endsWith(ending))?.[1] ?? "unknown"
}
