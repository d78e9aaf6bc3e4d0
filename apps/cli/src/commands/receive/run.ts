// `chatledger receive`: listens for webhooks on this machine until it is stopped, and stores each before it replies; with
// --consume-queue it reads the queues of the service instead.
import { isInstanceId, openOrCreateArchive } from "@chatledger/archive"
import { receiver } from "@chatledger/archive/internal"
import { defaultLimits } from "@chatledger/journal-server"
import { isLoopback, serving, shownHost } from "@chatledger/journal-server/internal"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import { archivePath } from "../../configuration/archive-path.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { Messages } from "../../terminal/console.ts"
import { authorizationCheck } from "./authorization.ts"
import type { ReceiveFlags } from "./command.ts"
import { webhookListener } from "./listener.ts"

const LEAST_BYTES = 1024
const MOST_BYTES = 256 * 1024 * 1024

const instancesOf = Effect.fnUntraced(function* (list: Option.Option<string>) {
  if (Option.isNone(list)) return undefined
  const ids = list.value.split(",").map((id) => id.trim())
  const wrong = ids.find((id) => !isInstanceId(id))
  if (wrong !== undefined) return yield* new WrongUsage({ reason: strings.recording.noIdInstance(wrong) })
  return new Set(ids)
})

/** The archive, created if there is none. */
const archiveOf = Effect.fnUntraced(function* (given: ReceiveFlags) {
  const messages = yield* Messages
  const path = yield* archivePath(given)
  const archive = yield* openOrCreateArchive(path)
  if (archive.isNew) yield* messages.note(strings.recording.newArchive(path))
  return archive
})

export const run = Effect.fnUntraced(function* (given: ReceiveFlags) {
  const messages = yield* Messages
  if (given.consumeQueue) {
    const { consumeQueues } = yield* Effect.promise(() => import("./queue.ts"))
    return yield* consumeQueues(given, yield* instancesOf(given.instance), yield* archiveOf(given))
  }
  if (!isLoopback(given.host))
    return yield* new WrongUsage({ reason: strings.receive.notLoopback(given.host) })
  if (given.port < 0 || given.port > 65_535) return yield* new WrongUsage({ reason: strings.serve.port })
  if (given.maxSize < LEAST_BYTES || given.maxSize > MOST_BYTES)
    return yield* new WrongUsage({ reason: strings.receive.maxSize(LEAST_BYTES, MOST_BYTES) })
  const isAuthorized = yield* authorizationCheck(given.authorizationFile)
  const instances = yield* instancesOf(given.instance)
  const archive = yield* archiveOf(given)
  const disk = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
  const keep = receiver({ archive, instances, program: programText })
  let isStrangerReported = false
  const port = yield* serving(
    webhookListener({
      isAuthorized,
      maxSize: given.maxSize,
      keep: (body) =>
        Effect.provide(
          Effect.tap(keep(body), () =>
            Effect.sync(() => {
              isStrangerReported = false
            })
          ),
          disk
        ),
      onRefusal: (refusal) => {
        const isKnown = refusal === "unauthorized" && isStrangerReported
        if (refusal === "unauthorized") isStrangerReported = true
        return isKnown ? Effect.void : messages.warn(strings.receive.unread[refusal])
      },
      onFailure: (failure) =>
        messages.warn(
          failure._tag === "NotificationRefused"
            ? strings.receive.refused[failure.reason]
            : strings.failure(failure)
        )
    }),
    given.host,
    given.port,
    defaultLimits
  )
  yield* messages.note(strings.receive.listening(`http://${shownHost(given.host)}:${port}`), "receiving")
  return yield* Effect.never
}, Effect.scoped)
