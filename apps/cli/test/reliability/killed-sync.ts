// Sync, killed: what it told as new is archived, and the next sync goes on at once.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { type JournalServer, scriptedJournal, serveJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { expect } from "vitest"
import { text } from "../replies.ts"
import {
  age,
  archiveIn,
  expectAll,
  expectNothingLeft,
  forgetPace,
  idsIn,
  kept,
  leftByKill
} from "./killed-archive.ts"
import { run, runUntil } from "./killing.ts"
import { countLeft, counts, LANES, type Lane } from "./lanes.ts"

const INSTANCES_A_LANE = 3
const MESSAGES = 20
const journals = ["incoming", "outgoing"] as const

const instancesOf = (index: number) =>
  Array.from({ length: INSTANCES_A_LANE }, (_, each) => String(1101000001 + INSTANCES_A_LANE * index + each))
const all = Array.from({ length: LANES }, (_, index) => instancesOf(index)).flat()

/** One server with the journals of all lanes. */
export const serveAll = (scope: Scope.Scope): Promise<JournalServer> => {
  const now = Math.floor(Date.now() / 1000)
  const sent = all.flatMap((instanceId) =>
    journals.flatMap((journal) =>
      Array.from({ length: MESSAGES }, (_, number) => {
        const message = `${instanceId}${journal}${number}`
        const visibleFrom = now - 4000 + number
        const record = { ...text(message, `message ${number}`, visibleFrom), type: journal }
        return { instanceId, journal, message, visibleFrom, record }
      })
    )
  )
  const served = serveJournal({
    instances: all.map((idInstance) => ({ idInstance, token: Redacted.make("secret-token") })),
    journal: scriptedJournal(sent),
    rateLimit: false
  })
  return Effect.runPromise(Scope.provide(served, scope))
}

const idsOf = (instances: ReadonlyArray<string>): ReadonlyArray<string> =>
  instances
    .flatMap((id) =>
      journals.flatMap((journal) => Array.from({ length: MESSAGES }, (_, n) => `${id}${journal}${n}`))
    )
    .sort()

export const killedSync =
  (server: () => JournalServer) =>
  async ({ folder, index, random, kill }: Lane) => {
    const instances = instancesOf(index)
    const config = {
      instances: instances.map((idInstance) => ({ idInstance, apiUrl: server().url, tokenEnv: "TOKEN" }))
    }
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify(config))
    expect((await run(folder, ["sync"])).code).toBe(0)
    let before = await kept(folder)
    /** Replies of each journal that were told as archived. */
    const told = new Map(instances.map((id) => [id, 1]))
    const once = async () => {
      forgetPace(folder)
      const moment = {
        below: archiveIn(folder),
        change: random.between(1, 60),
        after: random.pick([0, 0, 0, 1, 2])
      }
      const { code, stderr } = await runUntil(folder, ["sync"], moment)
      expect(stderr).not.toContain("skipped")
      expect([0, 3, null], stderr).toContain(code)
      for (const [, id = ""] of stderr.matchAll(/^(\d+): \d+ new messages?,/gm))
        told.set(id, (told.get(id) ?? 0) + 1)
      const archived = await kept(folder)
      expectAll(archived, before)
      for (const [id, count] of told)
        for (const journal of journals) {
          const replies = archived.filter((one) => one.instanceId === id && one.journal === journal)
          expect(replies.length, `${id} ${journal}`).toBeGreaterThanOrEqual(count)
        }
      if (code === null) countLeft(folder, leftByKill(folder))
      counts.count({ "kills after which something was new": archived.length > before.length ? 1 : 0 })
      before = archived
      return code === null
    }
    while (await kill(once));
    forgetPace(folder)
    age(folder)
    const last = await run(folder, ["sync"])
    expect(last.stderr).not.toContain("skipped")
    expect(await idsIn(folder)).toEqual(idsOf(instances))
    expectNothingLeft(folder)
  }
