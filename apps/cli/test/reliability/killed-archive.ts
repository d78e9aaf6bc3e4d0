// What is in an archive after a kill: everything that is kept, read to its last byte, and every file that lies about.
//
// A killed process may leave locks, and temporary files: they are told by their names, count for nothing, and go an
// hour later. Nothing else may be there that the format does not know.
import * as Crypto from "node:crypto"
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs"
import { join } from "node:path"
import {
  commitSnapshot,
  listSnapshots,
  openOrCreateArchive,
  readBody,
  SnapshotDamaged,
  verifyArchive
} from "@chatledger/archive"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { expect } from "vitest"
import { factsOf } from "../../../../packages/archive/test/archives.ts"
import { reply, text } from "../replies.ts"

export interface Kept {
  readonly place: string
  readonly sha256: string
  readonly instanceId: string
  readonly journal: string
}

/** The archive in a folder of the tests. */
export const archiveIn = (folder: string): string => join(folder, "archive")

/** Everything in an archive; damage is a failure. */
export const kept = (folder: string): Promise<ReadonlyArray<Kept>> =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(archiveIn(folder))
    const verified = yield* Stream.runCollect(verifyArchive(archive))
    const all = [...verified].map(({ ref, found }) => {
      if (found instanceof SnapshotDamaged) throw found
      const { sha256, journal } = found
      return { place: `${ref.instanceId}/${ref.snapshotId}`, instanceId: ref.instanceId, journal, sha256 }
    })
    return all.sort((a, b) => (a.place < b.place ? -1 : 1))
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Every message id in an archive, sorted. */
export const idsIn = (folder: string): Promise<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    const archive = yield* openOrCreateArchive(archiveIn(folder))
    const bodies = yield* Effect.forEach(yield* listSnapshots(archive), (ref) => readBody(ref))
    const records = bodies.flatMap(({ body }) => JSON.parse(Buffer.from(body).toString()))
    return [...new Set<string>(records.map(({ idMessage }) => idMessage))].sort()
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** Keeps a reply of one message as the answer to a sync. */
export const keepReply = (folder: string, instanceId: string, requestedAt: string, ...ids: Array<string>) =>
  Effect.gen(function* () {
    const records = ids.map((id) => text(id, Crypto.hash("sha256", id), Date.parse(requestedAt) / 1000))
    const bytes = new TextEncoder().encode(reply(...records))
    const facts = factsOf(bytes, { instance_id: instanceId, requested_at: requestedAt })
    yield* commitSnapshot(yield* openOrCreateArchive(archiveIn(folder)), facts, bytes)
  }).pipe(Effect.provide(NodeServices.layer), Effect.runPromise)

/** What was kept before is there, bit for bit. */
export const expectAll = (after: ReadonlyArray<Kept>, before: ReadonlyArray<Kept>): void => {
  const places = new Map(after.map(({ place, sha256 }) => [place, sha256]))
  for (const { place, sha256 } of before) expect(places.get(place), place).toBe(sha256)
}

/** Every file below a folder, by its path from there. */
export const filesBelow = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(folder, name)).isFile())
        .sort()
    : []

/** What a writer that was killed leaves: it goes an hour later. */
export const isTemporary = (name: string) => /\.tmp-[0-9a-f]{12}$/.test(name)

const isDocumented = (name: string) =>
  /^(archive\.json|snapshots\/\d+\/\d{4}\/\d\d\/(\d{8}T[\w-]+|\d{8}\.pack)\.zst|cache\/coverage\/[\w.]+\.(json|seen)|locks\/\d+\.(pace|directory))$/.test(
    name
  )
const isLock = (name: string) => /^locks\/\w+\.lock$/.test(name)

/** What a kill has left in an archive: locks and temporary files, and nothing else. */
export const leftByKill = (folder: string): ReadonlyArray<string> => {
  const names = filesBelow(archiveIn(folder)).filter((name) => !isDocumented(name))
  expect(names.filter((name) => !isTemporary(name) && !isLock(name))).toEqual([])
  return names
}

/** After a run that came to its end, an hour later: no lock, no temporary file, nothing else. */
export const expectNothingLeft = (folder: string): void =>
  expect(filesBelow(archiveIn(folder)).filter((name) => !isDocumented(name))).toEqual([])

/** Makes every temporary file two hours old. */
export const age = (folder: string): void => {
  const then = Date.now() / 1000 - 2 * 60 * 60
  for (const name of filesBelow(folder).filter(isTemporary)) utimesSync(join(folder, name), then, then)
}

/** Forgets when the instances were last asked, so that a test need not wait for the pace. */
export const forgetPace = (folder: string): void => {
  for (const name of filesBelow(folder).filter((name) => name.endsWith(".pace"))) rmSync(join(folder, name))
}
