// Saved notifications: a webhook log as a list or line by line, one notification, or replies of receiveNotification.
//
// They are recognised by `typeWebhook` if the file has no journal messages. A log may have notifications of several
// instances: it is stored unchanged, and each instance gets its own when it is loaded.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import { NotificationReader } from "../notifications/notification-reader.ts"
import type { ReadPart } from "./import-parts.ts"
import { encodingFault, type FileReply, type LeftOut } from "./replies.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** Reads a part again, as notifications. */
const readAgain = Effect.fnUntraced(function* (reply: SavedReply, part: ReadPart) {
  const reader = new NotificationReader(() => undefined)
  yield* Stream.runForEach(reply.read(part.start, part.end), (chunk) => Effect.sync(() => reader.push(chunk)))
  return { part, ...reader.end() }
})

/** The notifications of a file, and the parts that are not notifications. */
export interface NotificationParts {
  readonly kept: ReadonlyArray<FileReply>
  readonly leftOut: ReadonlyArray<LeftOut>
}

/**
 * The replies of a file that are notifications; undefined if there are none. With `isGiven`, there must be some.
 *
 * Fails with `ImportRefused`, also if none belongs to the instance.
 */
export const notificationParts = Effect.fnUntraced(function* (
  source: Source,
  reply: SavedReply,
  replies: ReadonlyArray<FileReply>,
  instanceId: string,
  isGiven: boolean
) {
  const kept: Array<FileReply> = []
  const leftOut: Array<LeftOut> =
    reply.start.before === undefined ? [] : [{ at: 0, reason: reply.start.before }]
  const named = new Set<string>()
  let count = 0
  let ours = 0
  for (const parts of replies) {
    const read = yield* Effect.forEach(parts, (part) => readAgain(reply, part))
    const here = read.reduce((sum, { notificationCount }) => sum + notificationCount, 0)
    if (here === 0) {
      leftOut.push({ at: parts[0]?.start ?? 0, reason: { code: "no_notifications" } })
      continue
    }
    const encoding = encodingFault(read)
    if (encoding !== undefined) {
      leftOut.push({ at: parts[0]?.start ?? 0, reason: encoding })
      continue
    }
    count += here
    for (const { instances, notificationCount } of read) {
      const others = [...instances].filter(([id]) => id !== instanceId)
      for (const [id] of others) named.add(id)
      ours += notificationCount - others.reduce((sum, [, of]) => sum + of, 0)
    }
    kept.push(read.map(({ part, summary }) => ({ ...part, summary, replies: undefined })))
  }
  const refuse = (reason: LeftOut["reason"]) =>
    new ImportRefused({ source: source.path, kind: "no-reply", reason })
  if (count === 0) return isGiven ? yield* refuse({ code: "no_notifications" }) : undefined
  if (ours === 0) return yield* refuse({ code: "of_other_instances", instances: [...named].slice(0, 5) })
  return { kept, leftOut } satisfies NotificationParts
})
