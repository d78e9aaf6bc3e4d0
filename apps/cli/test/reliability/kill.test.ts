// SIGKILL in the middle of sync, import, compact and export, again and again on the same archive.
//
// What was told on standard error, or by exit code 0, is archived; every file has its whole bytes; the next run takes
// over the locks of the dead. Kills come with a change in a folder of the archive (a name made, bytes written, a name
// changed) and up to some milliseconds after it, so no two runs are the same; the seed chooses the changes.
import * as Crypto from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  commitSnapshot,
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
import { factsOf } from "../../../../packages/archive/test/archives.ts"
import { isSoak, publish } from "../../../../packages/archive/test/reliability/counts.ts"
import { Chance } from "../../../../packages/archive/test/reliability/random.ts"
import { chatledger, newFolder } from "../command.ts"
import { reply, text } from "../replies.ts"
import { age, ageLocks, begin, filesBelow, forgetPace, isLeftOver, killAtChange } from "./killing.ts"

const share = isSoak ? 3.4 : 1
const kills = {
  sync: Math.ceil(104 * share),
  import: Math.ceil(80 * share),
  compact: Math.ceil(92 * share),
  export: Math.ceil(24 * share)
}
const AT_ONCE = 2
/** An archive is left for a new one after so many kills, lest reading it takes longer than the rest. */
const PER_ARCHIVE = 10
const TIMEOUT = isSoak ? 4 * 60 * 60_000 : 300_000

const counts = publish("kill", [
  "runs",
  "runs that ended first",
  "kills that left half a file",
  "kills after which something was new"
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
    const found = [...verified].map(({ ref, found }) => {
      if (found instanceof SnapshotDamaged) throw found
      const { sha256, journal } = found
      return { place: `${ref.instanceId}/${ref.snapshotId}`, instanceId: ref.instanceId, journal, sha256 }
    })
    return found.sort((a, b) => (a.place < b.place ? -1 : 1))
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Every message id in an archive. */
const idsIn = (folder: string): Promise<ReadonlySet<string>> =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(join(folder, "archive"))
    const bodies = yield* Effect.forEach(yield* listSnapshots(archive), (ref) => readBody(ref))
    const records = bodies.flatMap(({ body }) => JSON.parse(Buffer.from(body).toString()))
    return new Set(records.map(({ idMessage }: { idMessage: string }) => idMessage))
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

const above = newFolder()
let folders = 0

/** A new folder. */
const folderNow = (): string => {
  folders += 1
  mkdirSync(join(above, String(folders)))
  return join(above, String(folders))
}

/** Puts so many snapshots of each day into an archive. */
const fillDays = (folder: string, ids: ReadonlyArray<string>, days: ReadonlyArray<string>, each: number) =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(join(folder, "archive"))
    for (const id of ids)
      for (const day of days)
        for (let hour = 10; hour < 10 + each; hour += 1) {
          const body = reply(text(`${id}${day}${hour}`, Crypto.hash("sha256", `${id}${day}${hour}`)))
          const bytes = new TextEncoder().encode(body)
          const requested_at = `${day}T${hour}:00:00.000Z`
          yield* commitSnapshot(archive, factsOf(bytes, { instance_id: id, requested_at }), bytes)
        }
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Kills so often, some side by side, each lane in folders of its own; `killed` says whether a run was, and of what. */
const lanes = async (
  name: keyof typeof kills,
  lane: (
    kill: (run: () => Promise<boolean>) => Promise<boolean>,
    chance: Chance,
    index: number
  ) => Promise<void>
) => {
  const wanted = Math.ceil(kills[name] / AT_ONCE)
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, index) => {
      const chance = new Chance(index + 1)
      let done = 0
      let runs = 0
      /** False once the archive, or the lane, has seen enough. */
      const kill = async (run: () => Promise<boolean>) => {
        runs += 1
        expect(runs, "most runs end before the kill").toBeLessThan(wanted * 3)
        const isKilled = await run()
        done += isKilled ? 1 : 0
        counts.count({
          runs: 1,
          [`kills of ${name}`]: isKilled ? 1 : 0,
          "runs that ended first": isKilled ? 0 : 1
        })
        return done < wanted && done % PER_ARCHIVE !== 0
      }
      while (done < wanted) await lane(kill, chance, index)
    })
  )
}

const leftBehind = (folder: string) => {
  ageLocks(folder)
  const left = filesBelow(folder).filter(isLeftOver)
  counts.count({ "kills that left half a file": left.length > 0 ? 1 : 0 })
  return left
}

const includesAll = (after: ReadonlyArray<Kept>, before: ReadonlyArray<Kept>) => {
  const places = new Map(after.map(({ place, sha256 }) => [place, sha256]))
  for (const { place, sha256 } of before) expect(places.get(place), place).toBe(sha256)
}

// Not in every run of CI: now and then a kill leaves a lock that the next run waits for.
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
  beforeAll(async () => {
    server = await Effect.runPromise(
      Scope.provide(
        serveJournal({
          instances: instances.map((idInstance) => ({ idInstance, token: Redacted.make("secret-token") })),
          journal: scriptedJournal(sent),
          rateLimit: false
        }),
        scope
      )
    )
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
    await lanes("sync", async (kill, chance, lane) => {
      const folder = folderNow()
      configured(folder, lane)
      expect((await begin(folder, ["sync"]).ended).code).toBe(0)
      let before = await kept(folder)
      const promised = new Map(instancesOf(lane).map((id) => [id, 1]))
      const once = async () => {
        forgetPace(folder)
        const run = begin(folder, ["sync"])
        killAtChange(run, join(folder, "archive"), chance.whole(1, 60), chance.of([0, 0, 0, 1, 2]))
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
        counts.count({ "kills after which something was new": archived.length > before.length ? 1 : 0 })
        before = archived
        leftBehind(join(folder, "archive"))
        return code === null
      }
      while (await kill(once));
      forgetPace(folder)
      age(folder)
      const last = await begin(folder, ["sync"]).ended
      expect(last.stderr).not.toContain("skipped")
      expect([...(await idsIn(folder))].sort()).toEqual(
        sent
          .flatMap(({ instanceId, message }) => (instancesOf(lane).includes(instanceId) ? message : []))
          .sort()
      )
      expect(filesBelow(join(folder, "archive")).filter(isLeftOver)).toEqual([])
    })
  })

  it("import has archived what it told, once, and the next import completes it", async () => {
    await lanes("import", async (kill, chance) => {
      const folder = folderNow()
      const files = Array.from({ length: 8 }, (_, index) => `reply-${index}.json`)
      const words = (...paths: ReadonlyArray<string>) => [
        "import",
        ...paths,
        "--instance",
        "1101000001",
        "--requested-at",
        "mtime"
      ]
      const save = (round: string, name: string) => {
        const size = chance.whole(1, 400)
        const body = reply(text(`M${round}-${name}`, "x".repeat(size), 1_770_000_000 + chance.whole(0, 99)))
        mkdirSync(join(folder, round), { recursive: true })
        writeFileSync(join(folder, round, name), body)
        return Crypto.hash("sha256", body)
      }
      save("first", "reply.json")
      expect((await begin(folder, words("first")).ended).code).toBe(0)
      let before = await kept(folder)
      const rounds = ["first"]
      const once = async () => {
        const round = `round-${rounds.length}`
        rounds.push(round)
        const bodies = files.map((name) => save(round, name))
        const run = begin(folder, words(round))
        killAtChange(run, join(folder, "archive"), chance.whole(1, 30), chance.of([0, 0, 0, 1, 2]))
        const { code, stderr } = await run.ended
        const archived = await kept(folder)
        includesAll(archived, before)
        const held = archived.map(({ sha256 }) => sha256)
        expect(new Set(held).size).toBe(held.length)
        for (const [index, name] of files.entries())
          if (stderr.includes(`${name}: 1 record`) || code === 0) expect(held).toContain(bodies[index])
        counts.count({ "kills after which something was new": archived.length > before.length ? 1 : 0 })
        before = archived
        leftBehind(join(folder, "archive"))
        return code === null
      }
      while (await kill(once));
      age(folder)
      const again = await begin(folder, words(...rounds)).ended
      expect(again.code, again.stderr).toBe(0)
      expect((await kept(folder)).length).toBe(1 + (rounds.length - 1) * files.length)
      expect(filesBelow(join(folder, "archive")).filter(isLeftOver)).toEqual([])
    })
  })

  it("compact keeps every snapshot, and the next compact completes it", async () => {
    const isLoose = (name: string) => name.startsWith("snapshots") && !name.endsWith(".pack.zst")
    await lanes("compact", async (kill, chance) => {
      const folder = folderNow()
      const archive = join(folder, "archive")
      await fillDays(folder, ["1101000001", "1101000002"], ["2026-01-30", "2026-01-31", "2026-02-01"], 4)
      const before = await kept(folder)
      expect(before.length).toBe(24)
      let code: number | null = null
      const once = async () => {
        const run = begin(folder, ["compact", "--remove-now"])
        killAtChange(run, archive, chance.whole(1, 45), chance.of([0, 0, 0, 1, 2]))
        const ended = await run.ended
        code = ended.code
        expect([0, null], ended.stderr).toContain(code)
        expect(await kept(folder)).toEqual(before)
        for (const [, instance = ""] of ended.stderr.matchAll(/^(\d+): \d+ snapshots? packed/gm))
          expect(
            filesBelow(join(archive, "snapshots", instance)).filter((name) => name.endsWith(".pack.zst"))
              .length
          ).toBe(3)
        leftBehind(archive)
        return code === null
      }
      while ((await kill(once)) && code === null);
      age(folder)
      const last = await begin(folder, ["compact", "--remove-now"]).ended
      expect(last.code, last.stderr).toBe(0)
      expect(await kept(folder)).toEqual(before)
      expect(filesBelow(archive).filter(isLeftOver)).toEqual([])
      expect(filesBelow(archive).filter(isLoose)).toEqual([])
    })
  })

  it("export leaves every file old or new and whole, and the next export is complete", async () => {
    await lanes("export", async (kill, chance) => {
      const folder = folderNow()
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
      let number = 0
      const once = async () => {
        const old = bytesOf()
        number += 1
        grow(number)
        const run = begin(folder, words)
        killAtChange(run, out, chance.whole(1, 40), 0)
        const { code } = await run.ended
        const found = bytesOf()
        const left = leftBehind(out)
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
        expect(filesBelow(out).filter(isLeftOver), `left behind: ${left}`).toEqual([])
        return code === null
      }
      while (await kill(once));
    })
  })

  it("has proved what is published", () => counts.settle())
})
