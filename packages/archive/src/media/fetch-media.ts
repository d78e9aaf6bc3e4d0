// A run of downloads: files of messages, some side by side, each kept or told why not.
//
// A link that has expired is renewed by downloadFile, once a second and so often a run; where the service has none any more,
// the file is lost. What may do better later (the network, a quota, the end of what a run may bring) is left for the next
// run. Two runs in one archive exclude each other, since both may bring the same bytes.
import { type Instance, JournalClient, type JournalError } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Archive } from "../archive.ts"
import { withLock } from "../lock.ts"
import { type DownloadLimits, download, type Ending } from "./download.ts"
import { type MediaFact, type MediaStatus, shownUrl } from "./media-fact.ts"
import type { MediaHosts } from "./media-hosts.ts"
import { mediaLog } from "./media-log.ts"
import { keepMedia, MEDIA_LOCK, openStore, unfinishedPath } from "./media-store.ts"
import { HEAD_BYTES } from "./media-type.ts"
import { dropNote, dropUnfinished, noteUnfinished, openUnfinished } from "./unfinished.ts"

/** A file of a message. */
export interface WantedMedia {
  readonly instanceId: string
  readonly chatId: string
  readonly idMessage: string
  /** As the journal tells it. */
  readonly url: string | null
  /** As the message tells it. */
  readonly mimeType: string | null
  /** How the download ended before: the same is not kept again. */
  readonly before?: string | null
}

/** How to fetch. */
export interface MediaOptions extends MediaHosts {
  /** Instances whose links can be renewed, by their ids. */
  readonly instances: ReadonlyMap<string, Instance>
  readonly limits: DownloadLimits
  /** Bytes of one run. */
  readonly maxRunBytes: number
  /** Bytes that may still be kept in the archive. */
  readonly quotaBytes: number
  /** Links of one run that are renewed. */
  readonly maxRenewals: number
  readonly concurrency: number
  /** Name and version, kept in the facts. */
  readonly program: string
  readonly onFile?: (run: MediaRun) => Effect.Effect<void>
}

/** What a run came to. */
export interface MediaRun {
  /** Files by how their downloads ended. */
  readonly statuses: ReadonlyMap<MediaStatus, number>
  /** Bytes of files that were kept. */
  readonly bytes: number
  readonly renewals: number
  /** Files of each host that was refused. */
  readonly refusedHosts: ReadonlyMap<string, number>
  /** Files that wait for the next run. */
  readonly left: number
  /** Why files are left. */
  readonly stoppedBy: "run" | "quota" | undefined
  /** What the service answered instead of links, one a kind. */
  readonly failures: ReadonlyArray<JournalError>
}

const MOST_TRIES = 3
const FIRST_WAIT_MILLIS = 500

/** What the vendor writes in place of an address where it has no file, such as `{{SWE002}}`. */
const isMark = (url: string): boolean => /^\{\{SWE\d+\}\}/.test(url.trim())

const run = Effect.fnUntraced(function* (
  archive: Archive,
  wanted: ReadonlyArray<WantedMedia>,
  options: MediaOptions
) {
  const journal = yield* JournalClient
  const { instances, limits } = options
  const begun = yield* openStore(archive)
  const log = mediaLog(archive, options.program)
  const statuses = new Map<MediaStatus, number>()
  const refusedHosts = new Map<string, number>()
  const failures = new Map<string, JournalError>()
  const closed = new Set<string>()
  let [bytes, renewals, left] = [0, 0, 0]
  let stoppedBy: MediaRun["stoppedBy"]
  const result = (): MediaRun => ({
    statuses,
    bytes,
    renewals,
    refusedHosts,
    left,
    stoppedBy,
    failures: [...failures.values()]
  })
  /** Bytes that the next file may have. */
  const room = () => Math.min(limits.maxBytes, options.maxRunBytes - bytes, options.quotaBytes - bytes)

  /** A new link: undefined where the service may have one another day, null where it has none. */
  const renewed = Effect.fnUntraced(function* ({ instanceId, chatId, idMessage }: WantedMedia) {
    const instance = instances.get(instanceId)
    if (instance === undefined || closed.has(instanceId) || renewals >= options.maxRenewals) return undefined
    renewals += 1
    const asked = yield* Effect.result(journal.downloadFile(instance, { chatId, idMessage }))
    if (asked._tag === "Success") return URL.parse(asked.success.read)
    const { failure } = asked
    if (failure._tag === "Refused") return null
    failures.set(`${failure._tag} ${instanceId}`, failure)
    if (failure._tag !== "BadReply" && failure._tag !== "ReplyTooLarge") closed.add(instanceId)
    return undefined
  })

  const one = Effect.fnUntraced(function* (file: WantedMedia) {
    const { instanceId, chatId, idMessage, mimeType } = file
    const instance = instances.get(instanceId)
    const token = instance === undefined ? "" : Redacted.value(instance.apiTokenInstance)
    const told = file.url?.trim() ?? ""
    let url = URL.parse(told)
    const note = Effect.fnUntraced(function* (
      ending: Omit<Ending, "isAgain">,
      kept: Partial<MediaFact>,
      folders: ReadonlyArray<string> = []
    ) {
      const { httpStatus, status, type, host } = ending
      const at = new Date(yield* Clock.currentTimeMillis).toISOString()
      const shown = url === null ? null : shownUrl(url, token)
      const fact = { chatId, idMessage, status, at, url: shown, httpStatus, type, length: null, sha256: null }
      if (host !== undefined) refusedHosts.set(host, (refusedHosts.get(host) ?? 0) + 1)
      if (status === "kept" || status !== file.before)
        yield* log.add(instanceId, { ...fact, ...kept }, folders)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    })
    const without = (status: MediaStatus) => note({ status, httpStatus: null, type: null }, {})
    if (isMark(told)) return yield* without("no_link")
    const leave = () => {
      left += 1
    }
    if (stoppedBy !== undefined) return leave()
    const unfinished = yield* openUnfinished(
      yield* unfinishedPath(archive, [instanceId, chatId, idMessage]),
      HEAD_BYTES,
      begun
    )
    let isRenewed = url === null
    if (url === null) {
      const link = yield* renewed(file)
      if (link === undefined) return leave()
      if (link === null) return yield* without("no_link")
      url = link
    }
    for (let number = 1; ; number += 1) {
      const most = room()
      const ending = yield* download(url, unfinished, mimeType, options, { ...limits, maxBytes: most })
      const { status } = ending
      if (status === "kept") {
        const sha256 = unfinished.hash.digest("hex")
        const length = unfinished.bytes
        const folders = yield* keepMedia(archive, unfinished.path, sha256)
        yield* dropNote(unfinished)
        bytes += length
        return yield* note(ending, { sha256, length }, folders)
      }
      if (status === "too_large" && most < limits.maxBytes) {
        stoppedBy = options.quotaBytes < options.maxRunBytes ? "quota" : "run"
        yield* dropUnfinished(unfinished)
        return leave()
      }
      if (ending.isAgain && number < MOST_TRIES) {
        yield* Effect.sleep(FIRST_WAIT_MILLIS * 2 ** (number - 1))
        continue
      }
      if (status === "expired" && !isRenewed) {
        isRenewed = true
        const link = yield* renewed(file)
        if (link === undefined) return leave()
        if (link === null) return yield* note(ending, {})
        url = link
        number = 0
        continue
      }
      // What is there of a large file may be continued by the next run.
      if (status === "failed" && unfinished.validator !== undefined) yield* noteUnfinished(unfinished)
      else yield* dropUnfinished(unfinished)
      return yield* note(ending, ending.length === undefined ? {} : { length: ending.length })
    }
  })

  const all = Effect.forEach(
    wanted,
    (file) =>
      Effect.andThen(
        one(file),
        Effect.suspend(() => options.onFile?.(result()) ?? Effect.void)
      ),
    { concurrency: options.concurrency, discard: true }
  )
  yield* Effect.raceFirst(all, log.often).pipe(Effect.onError(() => Effect.ignore(log.commit)))
  yield* log.commit
  return result()
})

/**
 * Fetches files of messages into an archive, and keeps what became of each as a snapshot of the journal `media`.
 *
 * Fails with `LockHeld` while another process fetches, and with `ArchiveNotWritable`.
 */
export const fetchMedia = (archive: Archive, wanted: ReadonlyArray<WantedMedia>, options: MediaOptions) =>
  withLock(archive, MEDIA_LOCK, run(archive, wanted, options))
