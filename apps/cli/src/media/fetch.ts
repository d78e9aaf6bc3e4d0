// Runs downloads, and reports them; never fetches files that the archive has.
import {
  type Archive,
  fetchMedia,
  type MediaRun,
  type MediaStatus,
  type WantedMedia
} from "@chatledger/archive"
import { hasMedia } from "@chatledger/archive/internal"
import type { Instance } from "@chatledger/core"
import * as Effect from "effect/Effect"
import type { KnownInstance } from "../configuration/instances.ts"
import { withToken } from "../configuration/instances.ts"
import { eventOf } from "../failures/exit.ts"
import { mediaClient } from "../http/media-client.ts"
import { strings } from "../messages/strings.ts"
import { programText } from "../program.ts"
import { type TableFlags, useTables } from "../tables/open-tables.ts"
import { Messages } from "../terminal/console.ts"
import type { MediaPlan } from "./media-plan.ts"
import { keptMedia, storedBytes, wantedMedia } from "./wanted.ts"

const SIDE_BY_SIDE = 24
const HEADERS_MILLIS = 60_000
const IDLE_MILLIS = 60_000
const MOST_HOSTS = 20

/** The instances whose tokens are available, by id; the others cannot renew links. */
const withTokens = Effect.fnUntraced(function* (known: ReadonlyArray<KnownInstance>) {
  const found = new Map<string, Instance>()
  for (const one of known) {
    const instance = yield* Effect.option(withToken(one))
    if (instance._tag === "Some") found.set(one.idInstance.value, instance.value)
  }
  return found
})

/** The hosts of the instances: the vendor's, or those of a server in its place. */
const hostsOf = (known: ReadonlyArray<KnownInstance>): ReadonlyArray<string> =>
  known.flatMap(({ apiUrl }) => URL.parse(apiUrl.value)?.host ?? [])

const tell = Effect.fnUntraced(function* (run: MediaRun) {
  const messages = yield* Messages
  const parts = [...run.statuses]
    .filter(([status]) => status !== "kept")
    .map(([status, count]) => strings.media.ended(status, count))
  const kept = run.statuses.get("kept") ?? 0
  yield* messages.note(
    strings.media.summary([
      strings.media.kept(kept, run.bytes),
      ...parts,
      ...(run.left > 0 ? [strings.media.left(run.left)] : [])
    ]),
    "media"
  )
  const hosts = [...run.refusedHosts].sort(([, a], [, b]) => b - a).slice(0, MOST_HOSTS)
  for (const [host, count] of hosts)
    yield* messages.warn(strings.media.refusedHost(host, count), "media_refused")
  for (const failure of run.failures)
    yield* messages.warn(strings.media.notRenewed(strings.failure(failure)), eventOf(failure))
  if (run.stoppedBy !== undefined) yield* messages.warn(strings.media.stopped[run.stoppedBy], "media_stopped")
})

/** Outcomes of downloads that are not the archive's fault and need no action. */
const settled: ReadonlySet<MediaStatus> = new Set(["kept", "expired", "no_link"])

const missingOf = Effect.fnUntraced(function* (
  archive: Archive,
  kept: Effect.Success<ReturnType<typeof keptMedia>>
) {
  const missing: Array<WantedMedia> = []
  for (const { length, sha256, wanted } of kept)
    if (!(yield* hasMedia(archive, sha256, length))) missing.push(wanted)
  return missing
})

/** Fetches files that are missing; returns whether all available ones are there now. */
export const fetchLacking = Effect.fnUntraced(function* (
  archive: Archive,
  flags: TableFlags,
  known: ReadonlyArray<KnownInstance>,
  instances: ReadonlyArray<string>,
  plan: MediaPlan,
  isReported = true
) {
  const messages = yield* Messages
  const { wanted, stored } = yield* useTables(
    flags,
    Effect.fnUntraced(function* (database) {
      const wanted = yield* wantedMedia(database, { ...plan, instances })
      const stored = Number.isFinite(plan.diskQuota) ? yield* storedBytes(database) : 0
      const missing = plan.again ? yield* missingOf(archive, yield* keptMedia(database, instances)) : []
      return { wanted: [...wanted, ...missing], stored }
    })
  )
  if (wanted.length === 0) {
    if (isReported) yield* messages.note(strings.media.nothing, "media")
    return true
  }
  const hosts = { hosts: [...plan.hosts, ...hostsOf(known)], privateHosts: plan.privateHosts }
  let done = 0
  const fetching = fetchMedia(archive, wanted, {
    ...hosts,
    instances: yield* withTokens(known),
    limits: { maxBytes: plan.maxFileSize, headersMillis: HEADERS_MILLIS, idleMillis: IDLE_MILLIS },
    maxRunBytes: plan.maxRunSize,
    quotaBytes: plan.diskQuota - stored,
    maxRenewals: plan.maxRenewals,
    concurrency: SIDE_BY_SIDE,
    program: programText,
    onFile: ({ bytes }) => {
      done += 1
      return messages.progress(strings.media.fetching(done, wanted.length, bytes))
    }
  })
  const result = yield* Effect.result(Effect.provide(fetching, mediaClient(hosts)))
  yield* messages.clear
  if (result._tag === "Failure") {
    const { failure } = result
    if (failure._tag !== "LockHeld") return yield* failure
    yield* messages.note(strings.media.busy(failure.holder), "skipped")
    return false
  }
  const run = result.success
  yield* tell(run)
  return run.left === 0 && [...run.statuses.keys()].every((status) => settled.has(status))
})
