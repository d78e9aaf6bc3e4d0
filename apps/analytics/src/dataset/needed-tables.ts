// The tables that a built-in statistic reads, by the words of its query and of the macros in it.

import { macrosSql } from "../sql-files.ts"
import { tableFiles } from "../tables/tables.ts"
import { combinedFrom, pairsName } from "./tables.ts"

/** What every session reads: notes about periods, chats with several ids, and names. */
const always: ReadonlyArray<string> = [
  ...combinedFrom,
  ...["chats", "coverage", "groups", "group_members", "instances", "messages", "snapshots"],
  pairsName
]

let macros: ReadonlyMap<string, string> | undefined

/** The texts of the macros, by name; overloads follow each other. */
const macroTexts = (): ReadonlyMap<string, string> => {
  if (macros !== undefined) return macros
  const read = new Map<string, string>()
  for (const text of macrosSql()
    .split(/\bcreate macro /)
    .slice(1)) {
    const name = /^\w+/.exec(text)?.[0] ?? ""
    read.set(name, `${read.get(name) ?? ""}${text}`)
  }
  macros = read
  return read
}

/** The tables that a session with this query of a statistic may read. */
export const neededTables = (sql: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const texts = [sql]
  for (let text = texts.pop(); text !== undefined; text = texts.pop())
    for (const word of text.match(/\w+/g) ?? []) {
      if (found.has(word)) continue
      found.add(word)
      const macro = macroTexts().get(word)
      if (macro !== undefined) texts.push(macro)
    }
  return new Set([...always, ...tableFiles().flatMap(({ name }) => (found.has(name) ? [name] : []))])
}
