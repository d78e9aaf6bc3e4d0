// A run of downloads: fetches files of messages concurrently, and records the result of each.
//
// downloadFile renews expired links, once per second and up to a limit per run; if the service has no link any more, the
// file is lost. What may succeed later (network, quota, size limit of the run) is left for the next run. Only one run per
// archive at a time, since two could fetch the same bytes.
import { type Instance, JournalClient, type JournalError } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Archive } from "../archive.ts"
import { withLock } from "../lock.ts"
import { download } from "./download.ts"
import type { DownloadLimits, Ending } from "./ending.ts"
import { type MediaFact, type MediaStatus, shownUrl } from "./media-fact.ts"
import type { MediaHosts } from "./media-hosts.ts"
import { mediaLog } from "./media-log.ts"
import { keepMedia, MEDIA_LOCK, openStore, unfinishedPath } from "./media-store.ts"
import { HEAD_BYTES } from "./media-type.ts"
import { dropNote, dropUnfinished, noteUnfinished, openUnfinished, restart } from "./unfinished.ts"

/** A link to a file, and the type that it promises. */
export interface MediaLink {
  readonly url: string
  readonly mimeType: string | null
}

/** A file of a message. */
export interface WantedMedia {
  readonly instanceId: string
  readonly chatId: string
  readonly idMessage: string
  /** The link in the journal. */
  readonly url: string | null
  /** The type in the message. */
  readonly mimeType: string | null
  /** Links to try where neither the link nor a new one gives the file: a JPEG of it, or those of quotes. */
  readonly others?: ReadonlyArray<MediaLink> | undefined
  /** The previous result: the same result is not recorded again. */
  readonly before?: string | null
}

/** How to fetch. */
export interface MediaOptions extends MediaHosts {
  /** Instances whose links can be renewed, by id. */
  readonly instances: ReadonlyMap<string, Instance>
  readonly limits: DownloadLimits
  /** Size limit of the run, in bytes. */
  readonly maxRunBytes: number
  /** Bytes that may still be added to the archive. */
  readonly quotaBytes: number
  /** Maximum number of renewed links in the run. */
  readonly maxRenewals: number
  readonly concurrency: number
  /** Name and version of the program, for the facts. */
  readonly program: string
  readonly onFile?: (run: MediaRun) => Effect.Effect<void>
}

/** The result of a run. */
export interface MediaRun {
  /** Number of files by result. */
  readonly statuses: ReadonlyMap<MediaStatus, number>
  /** Bytes of stored files. */
  readonly bytes: number
  readonly renewals: number
  /** Number of files by refused host. */
  readonly refusedHosts: ReadonlyMap<string, number>
  /** Files left for the next run. */
  readonly left: number
  /** Why files are left. */
  readonly stoppedBy: "run" | "quota" | undefined
  /** Errors instead of links, one per kind. */
  readonly failures: ReadonlyArray<JournalError>
}

const MOST_TRIES = 3
const FIRST_WAIT_MILLIS = 500

/** The vendor's placeholder for a missing file, such as `{{SWE002}}`. */
const isMark = (url: string): boolean => /^\{\{SWE\d+\}\}/.test(url.trim())

const run = Effect.fnUntraced(function* (
  archive: Archive,
  wanted: ReadonlyArray<WantedMedia>,
  options: MediaOptions
) {
  const journal = yield* JournalClient
  const { instances, limits } = options
  const begun = yield* openStore(archive)
  const made = new Set<string>()
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
  /** Maximum size of the next file, in bytes. */
  const room = () => Math.min(limits.maxBytes, options.maxRunBytes - bytes, options.quotaBytes - bytes)

  /** A new link; undefined if the service may have one later, null if it has none. */
  const renewed = Effect.fnUntraced(function* ({ instanceId, chatId, idMessage }: WantedMedia) {
    const instance = instances.get(instanceId)
    if (instance === undefined || closed.has(instanceId) || renewals >= options.maxRenewals) return undefined
    renewals += 1
    const renewal = yield* Effect.result(journal.downloadFile(instance, { chatId, idMessage }))
    if (renewal._tag === "Success") return URL.parse(renewal.success.read)
    const { failure } = renewal
    if (failure._tag === "Refused") return null
    failures.set(`${failure._tag} ${instanceId}`, failure)
    if (failure._tag !== "BadReply" && failure._tag !== "ReplyTooLarge") closed.add(instanceId)
    return undefined
  })

  const one = Effect.fnUntraced(function* (file: WantedMedia) {
    const { instanceId, chatId, idMessage } = file
    let { mimeType } = file
    const others = [...(file.others ?? [])]
    const instance = instances.get(instanceId)
    const token = instance === undefined ? "" : Redacted.value(instance.apiTokenInstance)
    const link = file.url?.trim() ?? ""
    let url = URL.parse(link)
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
    let isRenewed = false
    /** Another link; undefined if there is none left. */
    const another = (): URL | undefined => {
      const other = others.shift()
      if (other === undefined) return undefined
      const next = URL.parse(other.url)
      if (next === null || other.url === link) return another()
      mimeType = other.mimeType
      isRenewed = true
      return next
    }
    if (isMark(link)) {
      const other = another()
      if (other === undefined) return yield* without("no_link")
      url = other
    }
    const leave = () => {
      left += 1
    }
    if (stoppedBy !== undefined) return leave()
    const unfinished = yield* openUnfinished(
      yield* unfinishedPath(archive, [instanceId, chatId, idMessage]),
      HEAD_BYTES,
      begun
    )
    if (url === null) {
      isRenewed = true
      const link = yield* renewed(file)
      const next = link ?? another()
      if (next === undefined) return link === null ? yield* without("no_link") : leave()
      url = next
    }
    for (let number = 1; ; number += 1) {
      const most = room()
      const ending: Ending = yield* download(url, unfinished, mimeType, options, {
        ...limits,
        maxBytes: most
      })
      const { status } = ending
      if (status === "kept") {
        const sha256 = unfinished.hash.digest("hex")
        const length = unfinished.bytes
        const folders = yield* keepMedia(archive, unfinished.path, sha256, made)
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
        const next = link ?? another()
        if (next === undefined) return link === null ? yield* note(ending, {}) : leave()
        url = next
        number = 0
        continue
      }
      const other: URL | undefined = status === "failed" ? undefined : another()
      if (other !== undefined) {
        yield* dropUnfinished(unfinished)
        restart(unfinished)
        url = other
        number = 0
        continue
      }
      // The next run may continue a partial large file.
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
 * Fetches files of messages into an archive, and stores the results as snapshots of the journal `media`.
 *
 * Fails with `LockHeld` while another process fetches files, and with `ArchiveNotWritable`.
 */
export const fetchMedia = (archive: Archive, wanted: ReadonlyArray<WantedMedia>, options: MediaOptions) =>
  withLock(archive, MEDIA_LOCK, run(archive, wanted, options))
