// Times of the last requests to an instance, over all processes: `locks/<instance_id>.pace`, JSON of method and milliseconds.
//
// Read after the lock is acquired, written before it is released. The file also marks a process that is requesting: if
// the mark is set when the lock is free, that process has crashed, and its last request may have been just now.
import { type LastRequestsService, lastRequestsInMemory, type Method } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import type { Archive } from "../archive.ts"

const Times = Schema.fromJsonString(
  Schema.Struct({ isAsking: Schema.Boolean, times: Schema.Record(Schema.String, Schema.Finite) })
)
const decode = Schema.decodeUnknownOption(Times)

const all: ReadonlyArray<Method> = [
  "lastIncomingMessages",
  "lastOutgoingMessages",
  "getStateInstance",
  "getSettings",
  "setSettings",
  "getContacts",
  "getChats",
  "getGroupData",
  "downloadFile",
  "getChatHistory"
]

/** Runs an effect with the request times of an instance, and stores them; call it under its lock. */
export const withLastRequests = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  instanceId: string,
  use: (last: LastRequestsService) => Effect.Effect<A, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const path = paths.join(archive.path, "locks", `${instanceId}.pace`)
  const text = yield* Effect.option(fs.readFileString(path))
  const before = Option.getOrUndefined(Option.flatMap(text, (kept) => decode(kept)))
  const last = lastRequestsInMemory()
  const now = yield* Clock.currentTimeMillis
  const isUnknown = Option.isSome(text) && before?.isAsking !== false
  for (const method of all) {
    const at = isUnknown ? now : before?.times[method]
    if (at !== undefined) last.note(instanceId, method, at)
  }
  const write = (isAsking: boolean) => {
    const times = Object.fromEntries(all.map((method) => [method, last.at(instanceId, method)]))
    // Not flushed: without the file the first request is sent at once.
    return Effect.ignore(fs.writeFileString(path, JSON.stringify({ isAsking, times }), { mode: 0o600 }))
  }
  yield* write(true)
  return yield* Effect.ensuring(
    use(last),
    Effect.suspend(() => write(false))
  )
})
