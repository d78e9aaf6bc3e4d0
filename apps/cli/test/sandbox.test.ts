// Every place that takes SQL of the user hands it to the sandbox: only there is its time bounded.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder, type Ran } from "./command.ts"
import { reply, text } from "./replies.ts"

const folder = newFolder()
const BOMB = "select count(*) as n from range(1000000) a, range(1000000) b where a.range + b.range = -1"
const GOOD = "select sender_id as who from messages"

beforeAll(() => {
  writeFileSync(join(folder, "a.json"), reply(text("A", "one")))
  chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
  writeFileSync(join(folder, "a.key"), "0123456789abcdef0123456789abcdef\n", { mode: 0o600 })
  mkdirSync(join(folder, "own"))
  writeFileSync(join(folder, "own", "bomb.sql"), BOMB)
  writeFileSync(join(folder, "own", "good.sql"), GOOD)
  writeFileSync(join(folder, "bomb.sql"), BOMB)
  writeFileSync(join(folder, "good.sql"), GOOD)
})

const run = (words: ReadonlyArray<string>, stdin = "") => chatledger(folder, words, stdin)
const exported = (sql: string, ...words: ReadonlyArray<string>) =>
  run(["export", "--query", sql, "--format", "csv", "-o", "-", ...words])

type Name = "bomb" | "good"
type Ask = (name: Name, ...limit: ReadonlyArray<string>) => Ran
const sqlOf = (name: Name) => (name === "bomb" ? BOMB : GOOD)
const ways: Readonly<Record<string, Ask>> = {
  "sql QUERY": (name, ...limit) => run(["sql", sqlOf(name), ...limit]),
  "sql --file": (name, ...limit) => run(["sql", "--file", `${name}.sql`, ...limit]),
  "sql, from a pipe": (name, ...limit) => run(["sql", ...limit], sqlOf(name)),
  "sql --people": (name, ...limit) => run(["sql", "--people", sqlOf(name), ...limit]),
  "sql, into a file": (name, ...limit) =>
    run(["sql", sqlOf(name), "-o", `${name}.xlsx`, "--force", ...limit]),
  "export --query": (name, ...limit) => exported(sqlOf(name), ...limit),
  "export --query --pseudonymize": (name, ...limit) =>
    exported(sqlOf(name), "--pseudonymize", "--key-file", "a.key", ...limit),
  "stats --queries": (name, ...limit) => run(["stats", name, "--queries", "own", ...limit])
}

describe("SQL of a user takes no longer than it may, and leaves nothing behind", () => {
  for (const [way, ask] of Object.entries(ways))
    it(way, () => {
      expect(ask("good")).toMatchObject({ code: 0 })
      const { code, stderr, stdout } = ask("bomb", "--max-time", "1s")
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
      expect(stderr).toContain("took longer than 1 s: raise the limit with --max-time")
      expect(readdirSync(join(folder, "archive", "cache"))).toEqual(["chatledger.duckdb"])
    })

  it("and is asked of pseudonyms where they are asked for", () => {
    expect(exported(GOOD).stdout).toMatch(/^who\r\n79/)
    expect(exported(GOOD, "--pseudonymize", "--key-file", "a.key").stdout).not.toContain("79")
  })
})
