// SIGKILL in the middle of sync, import and export, again and again on the same archive.
//
// What was told on standard error, or by exit code 0, is archived; every file has its whole bytes; the next run takes
// over the locks of the dead. Kills come with an event (a request, a line, a change in a folder) and up to some
// milliseconds after it, so no two runs are the same; the seed chooses the events.
import * as Crypto from "node:crypto"
import { mkdirSync, readFileSync, watch, writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  listSnapshots,
  openOrCreateArchive,
  readBody,
  SnapshotDamaged,
  verifyArchive
} from "@chatledger/archive"
import { type JournalServer, scriptedJournal, serveJournal } from "@chatledger/journal-server"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isSoak, publish } from "../../../../packages/archive/test/reliability/counts.ts"
import { Chance } from "../../../../packages/archive/test/reliability/random.ts"
import { chatledger, newFolder } from "../command.ts"
import { reply, text } from "../replies.ts"
import { age, begin, filesBelow, forgetPace, isLeftOver } from "./killing.ts"

const share = isSoak ? 16.7 : 1
const kills = { sync: Math.ceil(140 * share), import: Math.ceil(130 * share), export: Math.ceil(40 * share) }
const AT_ONCE = 2
const TIMEOUT = isSoak ? 4 * 60 * 60_000 : 300_000

const counts = publish("kill", [
  "kills of sync",
  "syncs that ended first",
  "kills of import",
  "imports that ended first",
  "kills of export",
  "exports that ended first",
  "snapshots of killed syncs"
])

interface Kept {
  readonly place: string
  readonly sha256: string
  readonly instanceId: string
  readonly journal: string
}

/** Everything in an archive, read to the last byte; damage is a failure. */
const kept = (folder: string): Promise<ReadonlyArray<Kept>> =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(join(folder, "archive"))
    const verified = yield* Stream.runCollect(verifyArchive(archive))
    return [...verified].map(({ ref, found }) => {
      if (found instanceof SnapshotDamaged) throw found
      const { sha256, journal } = found
      return { place: `${ref.instanceId}/${ref.snapshotId}`, instanceId: ref.instanceId, journal, sha256 }
    })
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Every message id in an archive. */
const idsIn = (folder: string): Promise<ReadonlySet<string>> =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(join(folder, "archive"))
    const bodies = yield* Effect.forEach(yield* listSnapshots(archive), (ref) => readBody(ref))
    const records = bodies.flatMap(({ body }) => JSON.parse(Buffer.from(body).toString()))
    return new Set(records.map(({ idMessage }: { idMessage: string }) => idMessage))
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Runs so many kills, some side by side, each lane in a folder of its own. */
const lanes = (
  total: number,
  lane: (folder: string, kills: number, chance: Chance, index: number) => Promise<void>
) =>
  Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) =>
      lane(newFolderNow(), Math.ceil(total / AT_ONCE), new Chance(index + 1), index)
    )
  )

const folders: Array<string> = []
const newFolderNow = () => folders.pop() ?? ""
for (let index = 0; index < 8; index += 1) folders.push(newFolder())

const includesAll = (after: ReadonlyArray<Kept>, before: ReadonlyArray<Kept>) => {
  const places = new Map(after.map(({ place, sha256 }) => [place, sha256]))
  for (const { place, sha256 } of before) expect(places.get(place), place).toBe(sha256)
}

describe("killed in the middle", { timeout: TIMEOUT }, () => {
  const scope = Effect.runSync(Scope.make())
  const instances = Array.from({ length: 3 * AT_ONCE }, (_, index) => String(1101000001 + index))
  const instancesOf = (lane: number) => instances.slice(3 * lane, 3 * lane + 3)
  const now = Math.floor(Date.now() / 1000)
  const sent = instances.flatMap((instanceId) =>
    (["incoming", "outgoing"] as const).flatMap((journal) =>
      Array.from({ length: 40 }, (_, index) => ({
        instanceId,
        journal,
        message: `${instanceId}${journal}${index}`,
        visibleFrom: now - 4000 + index,
        record: {
          ...text(
            `${instanceId}${journal}${index}`,
            Crypto.hash("sha256", String(index)),
            now - 4000 + index
          ),
          type: journal
        }
      }))
    )
  )
  let server: JournalServer
  let onRequest: (instanceId: string) => void = () => undefined
  const listeners = new Map<string, () => void>()
  beforeAll(async () => {
    const journal = scriptedJournal(sent)
    server = await Effect.runPromise(
      Scope.provide(
        serveJournal({
          instances: instances.map((idInstance) => ({ idInstance, token: Redacted.make("secret-token") })),
          journal: {
            recordsAt: (asked) =>
              Effect.tap(journal.recordsAt(asked), () => Effect.sync(() => onRequest(asked.instanceId)))
          },
          rateLimit: false
        }),
        scope
      )
    )
    onRequest = (instanceId) => listeners.get(instanceId)?.()
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  it("sync has archived what it told, and the next sync goes on", async () => {
    const configured = (folder: string, lane: number) =>
      writeFileSync(
        join(folder, "chatledger.config.json"),
        JSON.stringify({
          instances: instancesOf(lane).map((idInstance) => ({
            idInstance,
            apiUrl: server.url,
            tokenEnv: "TOKEN"
          }))
        })
      )
    await lanes(kills.sync, async (folder, times, chance, lane) => {
      configured(folder, lane)
      let before: ReadonlyArray<Kept> = []
      const promised = new Map<string, number>()
      for (let number = 0; number < times; number += 1) {
        forgetPace(folder)
        const at = chance.whole(1, 6)
        const after = chance.of([0, 5, 10, 20, 40, 60, 80, 120])
        let seen = 0
        const run = begin(folder, ["sync"])
        const onOne = () => {
          seen += 1
          if (seen === at) run.kill(after)
        }
        for (const id of instancesOf(lane)) listeners.set(id, onOne)
        const { code, stderr } = await run.ended
        expect(stderr).not.toContain("skipped")
        expect([0, 3, null], stderr).toContain(code)
        for (const [, instance = ""] of stderr.matchAll(/^(\d+): \d+ new messages?,/gm))
          promised.set(instance, (promised.get(instance) ?? 0) + 1)
        const archived = await kept(folder)
        includesAll(archived, before)
        for (const [instance, count] of promised)
          for (const journal of ["incoming", "outgoing"])
            expect(
              archived.filter((one) => one.instanceId === instance && one.journal === journal).length
            ).toBeGreaterThanOrEqual(count)
        before = archived
        counts.count({
          runs: 1,
          "kills of sync": code === null ? 1 : 0,
          "syncs that ended first": code === null ? 0 : 1
        })
      }
      forgetPace(folder)
      age(folder)
      const last = await begin(folder, ["sync"]).ended
      expect(last.stderr).not.toContain("skipped")
      expect([...(await idsIn(folder))].sort()).toEqual(
        sent
          .flatMap(({ instanceId, message }) => (instancesOf(lane).includes(instanceId) ? message : []))
          .sort()
      )
      expect(before.length).toBeGreaterThan(0)
      expect(filesBelow(join(folder, "archive")).filter(isLeftOver)).toEqual([])
      counts.count({ "snapshots of killed syncs": before.length })
    })
  })

  it("import has archived what it told, once, and the next import completes it", async () => {
    await lanes(kills.import, async (folder, times, chance) => {
      const files = Array.from({ length: 12 }, (_, index) => `reply-${String(index).padStart(2, "0")}.json`)
      let before: ReadonlyArray<Kept> = []
      const words = (round: number) => [
        "import",
        `round-${round}`,
        "--instance",
        "1101000001",
        "--requested-at",
        "mtime"
      ]
      for (let number = 0; number < times; number += 1) {
        mkdirSync(join(folder, `round-${number}`))
        const bodies = files.map((name, index) => {
          const body = reply(
            text(`M${number}-${index}`, "x".repeat(chance.whole(1, 400)), 1_770_000_000 + index)
          )
          writeFileSync(join(folder, `round-${number}`, name), body)
          return Crypto.hash("sha256", body)
        })
        const at = chance.whole(1, files.length)
        const after = chance.of([0, 0, 0, 1, 2])
        let lines = 0
        const run = begin(folder, words(number), (line) => {
          if (line.includes("kept")) lines += 1
          if (lines === at) run.kill(after)
        })
        if (chance.is(0.3)) run.kill(chance.whole(150, 350))
        const { code, stderr } = await run.ended
        const archived = await kept(folder)
        includesAll(archived, before)
        const held = archived.map(({ sha256 }) => sha256)
        expect(new Set(held).size).toBe(held.length)
        for (const [index, name] of files.entries())
          if (stderr.includes(`${name}: 1 record`) || code === 0) expect(held).toContain(bodies[index])
        before = archived
        counts.count({
          runs: 1,
          "kills of import": code === null ? 1 : 0,
          "imports that ended first": code === null ? 0 : 1
        })
        if (number % 8 !== 7) continue
        for (let round = number - 7; round <= number; round += 1) {
          const again = await begin(folder, words(round)).ended
          expect(again.code, again.stderr).toBe(0)
        }
        before = await kept(folder)
        expect(before.length).toBe((number + 1) * files.length)
      }
      age(folder)
      await begin(folder, words(times - 1)).ended
      expect(filesBelow(join(folder, "archive")).filter(isLeftOver)).toEqual([])
    })
  })

  it("export leaves every file old or new and whole, and the next export is complete", async () => {
    await lanes(kills.export, async (folder, times, chance) => {
      const out = join(folder, "out")
      const words = [
        "export",
        "--format",
        "csv,parquet",
        "--table",
        "messages",
        "--table",
        "chats",
        "--table",
        "polls",
        "--tz",
        "UTC",
        "-o",
        "out"
      ]
      const grow = (number: number) => {
        writeFileSync(
          join(folder, "reply.json"),
          reply(
            ...Array.from({ length: 30 }, (_, index) =>
              text(`M${number}-${index}`, "x", 1_770_000_000 + number)
            )
          )
        )
        chatledger(folder, ["import", "reply.json", "--instance", "1101000001"])
      }
      const bytesOf = () =>
        new Map(
          filesBelow(out)
            .filter((name) => !isLeftOver(name) && !name.startsWith("."))
            .map((name) => [name, Crypto.hash("sha256", readFileSync(join(out, name)))])
        )
      mkdirSync(out)
      grow(0)
      expect((await begin(folder, words).ended).code).toBe(0)
      for (let number = 1; number <= times; number += 1) {
        const old = bytesOf()
        grow(number)
        const at = chance.whole(1, 40)
        let changes = 0
        const run = begin(folder, words)
        const watcher = watch(out, () => {
          changes += 1
          if (changes === at) run.kill(0)
        })
        const { code } = await run.ended
        watcher.close()
        const found = bytesOf()
        const leftBehind = filesBelow(out).filter(isLeftOver)
        age(out)
        const next = await begin(folder, words).ended
        expect(next.code, next.stderr).toBe(0)
        const fresh = bytesOf()
        for (const [name, sha256] of found)
          if (name !== "manifest.json") expect([old.get(name), fresh.get(name)], name).toContain(sha256)
        const manifest = found.get("manifest.json")
        if (manifest !== undefined) {
          const state = manifest === old.get("manifest.json") ? old : fresh
          expect(manifest).toBe(state.get("manifest.json"))
          for (const [name, sha256] of state) expect(found.get(name), name).toBe(sha256)
        }
        expect(filesBelow(out).filter(isLeftOver), `left behind: ${leftBehind}`).toEqual([])
        counts.count({
          runs: 1,
          "kills of export": code === null ? 1 : 0,
          "exports that ended first": code === null ? 0 : 1
        })
      }
    })
  })

  it("has proved what is published", () => counts.settle())
})
