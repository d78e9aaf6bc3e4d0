// Tab completion: dot commands and their words, tables after FROM and JOIN, columns of the tables in the statement,
// functions and keywords elsewhere. Keywords follow the case of the first letters.

import { textFormats } from "../output/format.ts"
import type { Names } from "../sandbox/protocol.ts"
import { dotCommands } from "./dot-command.ts"

/** All that can be completed. */
export interface Known extends Names {
  readonly statistics: ReadonlyArray<string>
}

/** Candidates, and the part of the line that they replace. */
export type Completion = readonly [ReadonlyArray<string>, string]

const beginning = (candidates: ReadonlyArray<string>, word: string): ReadonlyArray<string> => {
  const lower = word.toLowerCase()
  return [...new Set(candidates)].filter((candidate) => candidate.toLowerCase().startsWith(lower))
}

const ofCommand = (line: string, known: Known): Completion => {
  const [, name = "", rest] = /^(\.\w*)(?:\s+(.*))?$/s.exec(line) ?? []
  if (rest === undefined) return [beginning(Object.keys(dotCommands), name), name]
  const words: Readonly<Record<string, ReadonlyArray<string>>> = {
    ".schema": Object.keys(known.tables),
    ".stats": known.statistics,
    ".mode": textFormats,
    ".timer": ["on", "off"]
  }
  return [beginning(words[name] ?? [], rest), rest]
}

const NOT_A_NAME =
  /^(as|on|using|where|group|order|limit|join|left|right|inner|full|cross|natural|asof|select|having|union|qualify|window)$/i

/** The tables in a statement, by table name or alias. */
const named = (statement: string, known: Known): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const [, table = "", alias] of statement.matchAll(
    /\b(?:from|join)\s+(\w+)(?:\s+as)?(?:\s+(\w+))?/gi
  )) {
    const name = table.toLowerCase()
    if (known.tables[name] === undefined) continue
    found.set(name, name)
    if (alias !== undefined && !NOT_A_NAME.test(alias)) found.set(alias.toLowerCase(), name)
  }
  return found
}

/** Completions at the end of `line`; `before` is the part of the statement on earlier lines. */
export const completed = (line: string, before: string, known: Known): Completion => {
  if (before === "" && line.startsWith(".")) return ofCommand(line, known)
  const statement = `${before}\n${line}`
  const word = /[\w\u0080-\uffff]*$/.exec(line)?.[0] ?? ""
  const start = statement.slice(0, statement.length - word.length)
  const tables = named(statement, known)
  const owner = /(\w+)\.$/.exec(start)?.[1]?.toLowerCase()
  if (owner !== undefined) {
    const table = tables.get(owner) ?? owner
    return [beginning(known.tables[table] ?? [], word), word]
  }
  if (/\b(from|join|describe|summarize|table)\s+$/i.test(start))
    return [beginning(Object.keys(known.tables), word), word]
  if (word === "") return [[], word]
  const columns = [...new Set(tables.values())].flatMap((table) => known.tables[table] ?? [])
  const isUpper = word === word.toUpperCase() && /[A-Z]/.test(word)
  const keywords = isUpper ? known.keywords.map((keyword) => keyword.toUpperCase()) : known.keywords
  const functions = known.functions.map((name) => `${name}(`)
  const all = tables.size > 0 ? columns : Object.values(known.tables).flat()
  return [beginning([...all, ...Object.keys(known.tables), ...keywords, ...functions], word), word]
}
