import { createHash } from "node:crypto"
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { hostileSql, largeSql } from "../../analytics/test/hostile-sql.ts"
import type { Limits } from "../src/sandbox/limits.ts"
import { type SandboxWorker, startSandboxWorker } from "../src/sandbox/worker-process.ts"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const folder = newFolder()
const cache = join(folder, "archive", "cache")
const spill = join(cache, "spill-000000000000")
const limits: Limits = { memoryMegabytes: 700, diskMegabytes: 64, timeMillis: 1500 }
/** The limit, the grace, the start of the next process, and a machine that is busy. */
const PATIENCE_MILLIS = 20_000

/** Every file below a folder with the hash of its bytes, besides those that come and go with a process. */
const contents = (path: string): ReadonlyArray<string> =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => !/spill-/.test(name) && statSync(join(path, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(join(path, name)))
          .digest("hex")}`
    )
    .toSorted()

let open: { readonly worker: SandboxWorker; readonly scope: Scope.Closeable } | undefined

const close = async () => {
  if (open !== undefined) await Effect.runPromise(Scope.close(open.scope, Exit.void))
  open = undefined
  rmSync(spill, { recursive: true, force: true })
}

/** The worker, or a new one after one that was killed, as the shell does it. */
const worker = async (): Promise<SandboxWorker> => {
  if (open?.worker.isAlive() === true) return open.worker
  await close()
  const scope = Effect.runSync(Scope.make())
  const started = startSandboxWorker(
    limits,
    false,
    resolve(import.meta.dirname, "../dist/sandbox-worker.mjs")
  )
  const made = await Effect.runPromise(Scope.provide(started, scope))
  open = { worker: made, scope }
  await Effect.runPromise(
    made.ask({
      kind: "open",
      file: join(cache, "chatledger.duckdb"),
      spill,
      timeZone: "UTC",
      memoryMegabytes: limits.memoryMegabytes,
      diskMegabytes: limits.diskMegabytes,
      isUnsafe: false,
      isCache: true,
      naming: { rosters: undefined, names: [] },
      folders: [],
      keepIn: undefined
    })
  )
  return made
}

const asked = async (sql: string) => {
  let said = ""
  const { ask } = await worker()
  const question = ask(
    {
      kind: "ask",
      query: { sql, parameters: {} },
      isOurs: false,
      format: "json",
      options: { isTerminal: false, columns: 80 }
    },
    (bytes) =>
      Effect.sync(() => {
        said += Buffer.from(bytes).toString("utf8")
      })
  )
  return { exit: await Effect.runPromiseExit(question), said: () => said }
}

let before: ReadonlyArray<string> = []

beforeAll(() => {
  writeFileSync(join(folder, "a.json"), reply(text("A", "one")))
  for (const name of ["secret.txt", "secret.csv"]) writeFileSync(join(folder, name), "secret,words\n1,2\n")
  writeFileSync(join(folder, "secret.json"), '{"secret": "words"}\n')
  chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
  expect(chatledger(folder, ["sql", "select 1"]).code).toBe(0)
  before = contents(folder)
  process.chdir(folder)
})

afterAll(close)

const statements = Object.entries(hostileSql).flatMap(([want, all]) =>
  all.map((sql) => [want, sql, sql] as const)
)
const large = Object.entries(largeSql).map(([name, sql]) => ["to be large", name, sql] as const)

describe("SQL that wants more than to read", () => {
  it("is tried in at least 150 ways", () => {
    expect(new Set(statements.map(([, , sql]) => sql)).size).toBeGreaterThanOrEqual(150)
  })

  for (const [want, name, sql] of [...statements, ...large])
    it(`ends with an error that says why: it wants ${want}: ${JSON.stringify(name)}`, async () => {
      const begun = performance.now()
      const { exit, said } = await asked(sql)
      expect(said()).toBe("")
      expect(Exit.isFailure(exit)).toBe(true)
      const error: unknown = Exit.isFailure(exit) ? Effect.runSync(Effect.flip(exit)) : undefined
      expect(error).toMatchObject({ _tag: expect.stringMatching(/^Query(Refused|Stopped)$/) })
      expect(String(error)).not.toMatch(/secret,words|root:x/)
      expect(performance.now() - begun).toBeLessThan(PATIENCE_MILLIS)
    })

  it("may name what is ours, whatever it is called in between", async () => {
    const questions = [
      "with messages as (select 'B' as message_id) select message_id from messages",
      "with a as (select 1 as i), b as (select i + 1 as i from a) select i from b join a using (i) right join b as c using (i)",
      "with recursive t as (select 1 as i union all select i + 1 from t where i < 3) select max(i) as i from t",
      "with recursive t(i) using key (i) as (select 1 union select t.i + 1 from t join recurring.t as r on r.i = t.i where t.i < 3) select max(i) as i from t",
      "select message_id from MAIN.Messages as pg_settings",
      'select message_id from "chatledger"."main"."messages"',
      "select name from names limit 0",
      "select count(*) as n from reactions_as_of(now()) full join poll_votes_as_of(now()) on true",
      "select column_name from (describe messages) limit 1",
      "select column_name from (summarize messages) limit 1",
      "describe messages",
      "describe select message_id from messages",
      "show tables",
      "select name from (show tables) order by name limit 1",
      "select unnest([1, 2]) as i",
      "select i from range(3) as r(i), generate_series(1, 2) as s(j)",
      "select key from json_each('{\"a\": 1}')",
      "select pg_typeof(text) as kind, typeof(text) as same, current_date is not null as today from messages",
      "select unnest(extra) as one from (select {'a': 1} as extra)",
      "from (values (1)) as v(i)",
      "pivot messages on direction in ('incoming') using count(*)"
    ]
    for (const question of questions) {
      const { exit, said } = await asked(question)
      expect([question, exit._tag, said().startsWith("[")]).toEqual([question, "Success", true])
    }
  })

  it("leaves every file as it was, and the tables as they were", async () => {
    const { said } = await asked("select message_id, text from messages")
    expect(JSON.parse(said())).toEqual([{ message_id: "A", text: "one" }])
    await close()
    expect(contents(folder)).toEqual(before)
  })
})
