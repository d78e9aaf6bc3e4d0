// When an instance was last asked, by whatever process: `locks/<instance_id>.pace`, JSON of method and milliseconds.
//
// Read once the lock is held, written before it is given back. While someone asks, the file says so: if it still
// does when the lock is free, that process has crashed, and its last request may have been just now.
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

/** Runs an effect with the times of an instance, and keeps them; call it while its lock is held. */
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
    // Not flushed and not vital: without the file the first request comes at once.
    return Effect.ignore(fs.writeFileString(path, JSON.stringify({ isAsking, times }), { mode: 0o600 }))
  }
  yield* write(true)
  return yield* Effect.ensuring(
    use(last),
    Effect.suspend(() => write(false))
  )
})
