// The text of the configuration, read once: for what flags and language follow from, and for the commands.
//
// Read at once, before flags are, since help and messages speak its language. What is wrong with it is told by those who need
// it. Threads are started with the words of the program, and read nothing.
import { readFileSync } from "node:fs"
import { isMainThread } from "node:worker_threads"
import { pathAtHome } from "./home.ts"
import { variable } from "./variable.ts"

export const DEFAULT_CONFIG = "chatledger.config.json"

/** The configuration that someone has named: by a flag, else by the environment. */
export const namedConfig = (flag: string | undefined): string | undefined =>
  flag ?? variable("CHATLEDGER_CONFIG")

let parsed: { readonly text: string; readonly json: unknown } | undefined

/** The value of a text, without its mark; parsed once, for it may be long. Throws a SyntaxError. */
export const jsonOf = (text: string): unknown => {
  if (parsed?.text !== text) parsed = { text, json: JSON.parse(text) }
  return parsed.json
}

/** The configuration as JSON, and its path; undefined if it is not there, or no object of JSON. */
export const readEarly = (flag: string | undefined) => {
  if (!isMainThread) return undefined
  const path = pathAtHome(namedConfig(flag) ?? DEFAULT_CONFIG)
  if (path === undefined) return undefined
  try {
    const json = jsonOf(readFileSync(path, "utf8").replace(/^\ufeff/, ""))
    return typeof json === "object" && json !== null ? { path, json } : undefined
  } catch {
    return undefined
  }
}
