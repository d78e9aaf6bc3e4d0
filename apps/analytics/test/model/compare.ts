// Comparing rows of SQL with rows of the reference model, whatever their order. Values are brought to one
// form: times to epoch milliseconds, days to 2024-01-29, bigint to number, lists to arrays, text of JSON
// columns to its value. Numbers count as equal up to a billionth, and to their digits as text. It does not
// compare the order of rows. Gotcha: columns that only one side has are a difference, unless `columns`
// names the ones that matter.
import { isDeepStrictEqual } from "node:util"

/** A row by column names. */
export type Row = Readonly<Record<string, unknown>>

/** What a comparison looks at: with `columns`, only the key and these. */
export type CompareOptions = { readonly columns?: ReadonlyArray<string> }

const message = ["instance_id", "chat_id", "message_id"]
const poll = ["instance_id", "chat_id", "poll_message_id"]

/** The columns that tell the rows of a table or statistic apart. */
export const keyColumns: Readonly<Record<string, ReadonlyArray<string>>> = {
  messages: message,
  message_revisions: [...message, "revision"],
  media: message,
  link_previews: message,
  locations: message,
  contacts: [...message, "contact_index"],
  quotes: message,
  reactions: message,
  polls: poll,
  poll_options: [...poll, "option_index"],
  poll_votes: [...poll, "message_id", "voter_id", "option_name"],
  chats: ["instance_id", "chat_id"],
  senders: ["instance_id", "sender_id"],
  reactions_by_emoji: ["emoji_base"],
  reactions_by_reactor: ["instance_id", "reactor_id"],
  reactions_by_author: ["instance_id", "author_id"],
  reaction_latency: ["emoji_base"],
  most_reacted_messages: message,
  poll_results: [...poll, "option_index"],
  poll_results_at: [...poll, "option_index"],
  poll_turnout: poll,
  poll_vote_history: [...poll, "voter_id", "voted_at", "choice", "previous_choice"],
  poll_voters: [...poll, "voter_id", "option_index"],
  poll_results_over_time: [...poll, "voted_at", "option_index"],
  reciprocity: ["instance_id", "reactor_id", "author_id"],
  conversation_pairs: ["instance_id", "sender_id", "answered_id"],
  busiest_hours: ["hour_at"],
  words: ["word"],
  emoji_in_text: ["emoji_base"],
  forwarded_chains: ["instance_id", "text"],
  edits_and_deletions: ["instance_id", "chat_id", "sender_id"],
  delivery: ["instance_id", "chat_id"],
  last_seen: ["member_id"],
  silent_members: ["chat_id", "member_id"],
  people: ["id"],
  messages_by_type: ["type_message"],
  messages_by_chat: ["instance_id", "chat_id"],
  messages_by_sender: ["instance_id", "sender_id"],
  media_by_type: ["media_type"],
  links_by_domain: ["domain"],
  response_times: ["instance_id", "chat_id"],
  response_times_by_sender: ["instance_id", "sender_id"],
  conversations_by_day: ["day", "instance_id", "chat_id"],
  activity_by_day: ["day"],
  activity_by_hour: ["weekday", "hour"]
}

const jsonColumns = new Set(["extra", "quoted_payload"])

const timeOf = (text: string): number | string => {
  const [, date, clock, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text) ?? []
  if (date === undefined || clock === undefined) return text
  const offset = zone === undefined || zone === "Z" ? "Z" : zone.length === 3 ? `${zone}:00` : zone
  return Date.parse(`${date}T${clock}${offset}`)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

// A value of DuckDB's client, of its JSON, or of the model, in the one form that is compared.
const normalised = (column: string, value: unknown): unknown => {
  if (value === undefined || value === null) return null
  if (typeof value === "bigint") return Number(value)
  if (value instanceof Date) return column === "day" ? value.toISOString().slice(0, 10) : value.getTime()
  if (Array.isArray(value)) return value.map((item) => normalised("", item))
  if (typeof value === "string") {
    if (jsonColumns.has(column)) return JSON.parse(value)
    if (column === "day") return value.slice(0, 10)
    return column.endsWith("_at") ? timeOf(value) : value
  }
  if (!isRecord(value) || jsonColumns.has(column)) return value
  if (typeof value["micros"] === "bigint") return Number(value["micros"]) / 1000
  if (typeof value["days"] === "number")
    return new Date(value["days"] * 86_400_000).toISOString().slice(0, 10)
  return Array.isArray(value["items"]) ? normalised(column, value["items"]) : value
}

const normalisedRow = (row: Row, columns: ReadonlySet<string> | null): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => columns === null || columns.has(column))
      .map(([column, value]) => [column, normalised(column, value)])
  )

const sameValue = (a: unknown, b: unknown): boolean => {
  if (typeof a === "number" && typeof b === "number") {
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
  }
  if (typeof a === "string" && typeof b === "number") return a !== "" && sameValue(Number(a), b)
  return isDeepStrictEqual(a, b)
}

// Rows by their key; a number and its digits are one key, and a key that comes twice is numbered.
const byKey = (rows: ReadonlyArray<Row>, columns: ReadonlyArray<string>): ReadonlyMap<string, Row> => {
  const keyed = new Map<string, Row>()
  for (const row of rows) {
    const parts = columns.map((column) => row[column] ?? null)
    const key = JSON.stringify(parts.map((part) => (typeof part === "number" ? String(part) : part)))
    let copy = 1
    while (keyed.has(`${key} #${copy}`)) copy++
    keyed.set(`${key} #${copy}`, row)
  }
  return keyed
}

const show = (value: unknown): string => JSON.stringify(value) ?? "(no such column)"

const rowDifference = (actual: Row, expected: Row): string | null => {
  const columns = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
  const wrong = columns.filter(
    (column) => !(column in actual && column in expected && sameValue(actual[column], expected[column]))
  )
  if (wrong.length === 0) return null
  return wrong
    .map((column) => `  ${column}: got ${show(actual[column])}, expected ${show(expected[column])}`)
    .join("\n")
}

/** The first difference between the rows of a table and those of the model, to be read; null if there is none. */
export const differenceOfRows = (
  table: string,
  actualRows: ReadonlyArray<Row>,
  expectedRows: ReadonlyArray<Row>,
  options: CompareOptions = {}
): string | null => {
  const columns = keyColumns[table]
  if (columns === undefined) throw new Error(`compare.ts knows no key of ${table}`)
  const compared = options.columns === undefined ? null : new Set([...columns, ...options.columns])
  const actual = byKey(
    actualRows.map((row) => normalisedRow(row, compared)),
    columns
  )
  const expected = byKey(
    expectedRows.map((row) => normalisedRow(row, compared)),
    columns
  )
  const counts = `${table}: ${actualRows.length} rows, expected ${expectedRows.length}`
  for (const [key, row] of expected) {
    const other = actual.get(key)
    if (other === undefined) return `${counts}\n  no row ${key}, expected ${show(row)}`
    const difference = rowDifference(other, row)
    if (difference !== null) return `${counts}\n  row ${key} ${columns.join(", ")}\n${difference}`
  }
  for (const [key, row] of actual)
    if (!expected.has(key)) return `${counts}\n  unexpected row ${key}: ${show(row)}`
  return null
}

/** Throws with the first difference if the rows of a table are not those of the model, in any order. */
export const expectSameRows = (
  table: string,
  actualRows: ReadonlyArray<Row>,
  expectedRows: ReadonlyArray<Row>,
  options: CompareOptions = {}
): void => {
  const difference = differenceOfRows(table, actualRows, expectedRows, options)
  if (difference !== null) throw new Error(difference)
}
