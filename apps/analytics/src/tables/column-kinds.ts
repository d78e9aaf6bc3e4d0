// Kinds of columns. A kind determines how a pseudonymised export treats a column
// (`pseudonyms/rules.ts`), which names appear beside it, and how files show it.

/** `kept`: a number, a time, a truth value or a code that reveals nothing about anybody. */
const columnKinds = [
  "kept",
  "instance",
  "chat",
  "person",
  // An id of a chat or of a person.
  "id",
  // A list of ids of chats.
  "chats",
  "message",
  "snapshot",
  "text",
  // The text of an option, by which votes are counted.
  "option",
  "emoji",
  // A keyword of the vendor.
  "word",
  "mime",
  // Phone numbers, comma-separated.
  "numbers",
  "card",
  "name",
  // A link, clickable in a workbook.
  "link",
  // A picture in base64; outside Parquet only on request.
  "thumbnail",
  // Anything else that may reveal something about a person.
  "dropped"
] as const

export type ColumnKind = (typeof columnKinds)[number]

export const isColumnKind = (word: string): word is ColumnKind => columnKinds.some((kind) => kind === word)
