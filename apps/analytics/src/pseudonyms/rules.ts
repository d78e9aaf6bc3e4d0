// How a pseudonymised export treats a column, by the kind in its table's file.
import type { ColumnKind } from "../tables/column-kinds.ts"

/** How texts are treated: kept with tokens in place of numbers, ids and addresses, blanked, or dropped. */
export const textPolicies = ["drop", "blank", "keep"] as const

/** What pseudonymised exports do with texts. */
export type TextPolicy = (typeof textPolicies)[number]

interface Rule {
  /** SQL of the column; undefined for NULL. */
  readonly sql: (column: string) => string | undefined
  /** Text to add to the comment of the column. */
  readonly remark?: string
  /** For repeated ids, the macro: each token is made once. */
  readonly macro?: string
}

const repeated = (macro: string): Rule => ({ sql: (id) => `${macro}(${id})`, remark: "as a token", macro })

const dropped: Rule = { sql: () => undefined, remark: "dropped" }

const textRules: Readonly<Record<TextPolicy, Rule>> = {
  drop: dropped,
  blank: {
    sql: (column) => `text_blanked(${column})`,
    remark: "blanked: letters as x and X, digits as 0"
  },
  keep: {
    sql: (column) => `text_with_tokens(${column})`,
    remark: "with tokens in place of numbers, ids and addresses"
  }
}

/** An option becomes a token where other text is removed, so that votes can be counted. */
const option: Rule = { sql: (column) => `keyed('o', 'option:' || ${column})`, remark: "as a token" }

const rules: Readonly<Record<Exclude<ColumnKind, "text" | "option">, Rule>> = {
  kept: { sql: (column) => column },
  instance: repeated("instance_token"),
  chat: repeated("id_token"),
  person: repeated("id_token"),
  id: repeated("id_token"),
  chats: { sql: (column) => `list_transform(${column}, lambda id: id_token(id))`, remark: "as tokens" },
  message: { sql: (column) => `message_token(${column})`, remark: "as a token" },
  snapshot: repeated("snapshot_token"),
  emoji: { sql: (column) => `emoji_or_blank(${column})` },
  word: { sql: (column) => `word_or_null(${column})` },
  mime: { sql: (column) => `mime_or_null(${column})` },
  numbers: {
    sql: (column) => `array_to_string(number_tokens(string_split(${column}, ',')), ',')`,
    remark: "as tokens"
  },
  card: {
    sql: (column) =>
      `case when ${column} is not null then card_of_tokens(list_sort(list_distinct(number_tokens(list_concat(
        string_split(phone_numbers, ','), regexp_extract_all(${column}, '(?i)waid=([0-9]+)', 1)))))) end`,
    remark: "reduced to the tokens of its numbers"
  },
  name: dropped,
  link: dropped,
  thumbnail: dropped,
  dropped
}

/** The rule for a column of a kind. */
export const ruleOf = (kind: ColumnKind, texts: TextPolicy): Rule => {
  if (kind === "text") return textRules[texts]
  if (kind === "option") return texts === "keep" ? textRules.keep : option
  return rules[kind]
}
