// What a command of the built binary loads: commands without tables do not wait for the database.
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"

const dist = fileURLToPath(new URL("../dist/", import.meta.url))
const textOf = (chunk: string) => readFileSync(dist + chunk, "utf8")

const found = (text: string, pattern: RegExp) => {
  const [, chunk] = pattern.exec(text) ?? []
  if (chunk === undefined) throw new Error(`${pattern} is not in the binary`)
  return chunk
}

/** A chunk and all that it imports before it runs. */
const loadedBy = (chunk: string, loaded = new Map<string, string>()): ReadonlyMap<string, string> => {
  if (loaded.has(chunk)) return loaded
  const text = textOf(chunk)
  loaded.set(chunk, text)
  for (const [, name = ""] of text.matchAll(/\bimport\s*(?:[^"'`();]*from\s*)?["`]\.\/([^"`]+)["`]/g))
    loadedBy(name, loaded)
  return loaded
}

const start = found(textOf("main.mjs"), /import\(["`]\.\/(start-[^"`]+)["`]\)/)

const loadedFor = (command: string) =>
  loadedBy(
    found(
      textOf(start),
      new RegExp(`\\(${command}Command,\\s*later\\(\\(\\)\\s*=>\\s*import\\(["\`]\\./([^"\`]+)["\`]`)
    )
  )

const holding = (command: string, pattern: RegExp) =>
  [...loadedFor(command)].flatMap(([name, text]) => (pattern.test(text) ? [name] : []))

/** Loads the database at once, not on request. */
const database = /(from\s*|require\()["`]@duckdb\//

it.each(["import", "sync", "compact", "prune"])("%s does not load the database", (command) => {
  expect(holding(command, database)).toEqual([])
})

it("only what asks others loads the HTTP client", () => {
  const client = /class EnvHttpProxyAgent\b|\bEnvHttpProxyAgent\s*=/
  for (const command of ["stats", "sql", "search", "export", "import", "report"])
    expect(holding(command, client), command).toEqual([])
  expect(holding("sync", client)).not.toEqual([])
})

it("a statistic loads the database, but neither workbooks nor the report", () => {
  expect(holding("stats", database)).not.toEqual([])
  expect(holding("stats", /const (simpleWorkbook|reportHtml)\s*=/)).toEqual([])
  expect(holding("report", /const reportHtml\s*=/)).not.toEqual([])
})
