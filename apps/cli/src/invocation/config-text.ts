// The text of the configuration, read once: for the flags and the language, and for the commands.
//
// Read before flags are parsed, because help and messages use its language. Errors in it are reported by the commands that
// need it. Threads are started with the program's words, and read nothing.
import { readFileSync } from "node:fs"
import { isMainThread } from "node:worker_threads"
import { pathAtHome } from "./home.ts"
import { variable } from "./variable.ts"

export const DEFAULT_CONFIG = "chatledger.config.json"

/** The configuration that the user named: with a flag, otherwise in the environment. */
export const namedConfig = (flag: string | undefined): string | undefined =>
  flag ?? variable("CHATLEDGER_CONFIG")

let parsed: { readonly text: string; readonly json: unknown } | undefined

/** The JSON of a text, without its byte-order mark; parsed once, because it may be long. Throws a SyntaxError. */
export const jsonOf = (text: string): unknown => {
  if (parsed?.text !== text) parsed = { text, json: JSON.parse(text) }
  return parsed.json
}

/** The configuration as JSON, and its path; undefined if it does not exist or is not a JSON object. */
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
