// What a pseudonymised export makes of each column: by the column's name, which means the same in every table.
//
// Truth values, whole numbers and times stay. A column of any other type that is not named here is dropped, so
// that a new one tells nothing before somebody has thought about it. Gotcha: texts by policy are named too.

/** What is done with texts: kept with tokens in place of numbers, ids and addresses, blanked, or dropped. */
export const textPolicies = ["drop", "blank", "keep"] as const

export type TextPolicy = (typeof textPolicies)[number]

/** `told` is a text by policy; `option` too, but it stays a token where the text would go, so that votes count. */
export type Rule =
  | "kept"
  | "instance"
  | "id"
  | "ids"
  | "message"
  | "snapshot"
  | "told"
  | "option"
  | "emoji"
  | "word"
  | "mime"
  | "numbers"
  | "card"
  | "dropped"

export const rules: Readonly<Record<string, Rule>> = {
  instance_id: "instance",
  chat_id: "id",
  sender_id: "id",
  quoted_participant: "id",
  target_participant: "id",
  reactor_id: "id",
  voter_id: "id",
  asked_by: "id",
  id: "id",
  person_id: "id",
  chat_ids: "ids",
  message_id: "message",
  quoted_message_id: "message",
  edited_message_id: "message",
  deleted_message_id: "message",
  mark_message_id: "message",
  target_message_id: "message",
  poll_message_id: "message",
  snapshot_id: "snapshot",
  text: "told",
  caption: "told",
  quoted_text: "told",
  title: "told",
  description: "told",
  poll_name: "told",
  option_name: "option",
  emoji: "emoji",
  emoji_base: "emoji",
  phone_numbers: "numbers",
  vcard: "card",
  mime_type: "mime",
  quoted_mime_type: "mime",
  type_message: "word",
  quoted_type_message: "word",
  status_message: "word",
  chat_state: "word",
  media_type: "word",
  preview_type: "word",
  source_type: "word",
  direction: "kept",
  chat_type: "kept",
  journal: "kept",
  kind: "kept",
  origin: "kept",
  state: "kept",
  code: "kept",
  evidence: "kept",
  sender_name: "dropped",
  sender_contact_name: "dropped",
  display_name: "dropped",
  name: "dropped",
  alias: "dropped",
  groups: "dropped",
  file_name: "dropped",
  quoted_file_name: "dropped",
  download_url: "dropped",
  quoted_download_url: "dropped",
  source_url: "dropped",
  thumbnail_url: "dropped",
  source_id: "dropped",
  jpeg_thumbnail: "dropped",
  quoted_jpeg_thumbnail: "dropped",
  quoted_payload: "dropped",
  extra: "dropped",
  name_location: "dropped",
  address: "dropped",
  latitude: "dropped",
  longitude: "dropped",
  sha256: "dropped",
  detail: "dropped",
  raw: "dropped"
}

const harmless = /^(BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DATE|TIMESTAMP.*)$/

/** The rule for a column of a type, as DuckDB writes it. */
export const ruleOf = (column: string, type: string): Rule => {
  const named = Object.hasOwn(rules, column) ? rules[column] : undefined
  return named ?? (harmless.test(type) ? "kept" : "dropped")
}

const told = {
  drop: () => undefined,
  blank: (column: string) => `text_blanked(${column})`,
  keep: (column: string) => `text_with_tokens(${column})`
} as const satisfies Record<TextPolicy, (column: string) => string | undefined>

/** Tokens of ids that come again and again, so that each is worth making once. */
export const macros = {
  instance: (id: string) => `instance_token(${id})`,
  id: (id: string) => `id_token(${id})`,
  snapshot: (id: string) => `snapshot_token(${id})`
} as const satisfies Partial<Record<Rule, (id: string) => string>>

export const isRepeated = (rule: Rule): rule is keyof typeof macros => Object.hasOwn(macros, rule)

const expressions: Readonly<Record<Rule, (column: string, texts: TextPolicy) => string | undefined>> = {
  kept: (column) => column,
  instance: macros.instance,
  id: macros.id,
  ids: (column) => `list_transform(${column}, lambda id: id_token(id))`,
  message: (column) => `message_token(${column})`,
  snapshot: macros.snapshot,
  told: (column, texts) => told[texts](column),
  option: (column, texts) => (texts === "keep" ? told.keep(column) : `keyed('o', 'option:' || ${column})`),
  emoji: (column) => `emoji_or_blank(${column})`,
  word: (column) => `word_or_null(${column})`,
  mime: (column) => `mime_or_null(${column})`,
  numbers: (column) => `array_to_string(number_tokens(string_split(${column}, ',')), ',')`,
  card: (column) =>
    `case when ${column} is not null then card_of_tokens(list_sort(list_distinct(number_tokens(list_concat(
      string_split(phone_numbers, ','), regexp_extract_all(${column}, '(?i)waid=([0-9]+)', 1)))))) end`,
  dropped: () => undefined
}

/** SQL of a column as a pseudonymised table has it: of the same type. */
export const pseudonymOf = (column: string, type: string, texts: TextPolicy): string =>
  expressions[ruleOf(column, type)](column, texts) ?? `null::${type}`

const remarks: Partial<Readonly<Record<Rule, string>>> = {
  instance: "as a token",
  id: "as a token",
  ids: "as tokens",
  message: "as a token",
  snapshot: "as a token",
  numbers: "as tokens",
  card: "reduced to the tokens of its numbers",
  dropped: "dropped"
}

const textRemarks = {
  drop: "dropped",
  blank: "blanked: letters as x and X, digits as 0",
  keep: "with tokens in place of numbers, ids and addresses"
} as const satisfies Record<TextPolicy, string>

/** What to add to the comment of a column; undefined if it is as it was. */
export const remarkOf = (column: string, type: string, texts: TextPolicy): string | undefined => {
  const rule = ruleOf(column, type)
  if (rule === "option") return texts === "keep" ? textRemarks.keep : "as a token"
  return rule === "told" ? textRemarks[texts] : remarks[rule]
}
