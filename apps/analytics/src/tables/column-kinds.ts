// What the columns of our tables hold. A kind decides what a pseudonymised export makes of a column
// (`pseudonyms/rules.ts`), whose names are beside it, and how files show it.

/** `kept`: a number, a time, a truth value or a code that says nothing of anybody. */
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
  // A word of the vendor's.
  "word",
  "mime",
  // Phone numbers, comma-separated.
  "numbers",
  "card",
  "name",
  // A link, which a workbook can follow.
  "link",
  // A picture in base64: in formats other than Parquet only where it is requested.
  "thumbnail",
  // Anything else that may say something of someone.
  "dropped"
] as const

export type ColumnKind = (typeof columnKinds)[number]

export const isColumnKind = (word: string): word is ColumnKind => columnKinds.some((kind) => kind === word)
