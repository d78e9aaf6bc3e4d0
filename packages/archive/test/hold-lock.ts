// A process of its own that takes the lock of an archive, says so or why not, and holds it until its standard input ends.
import { once } from "node:events"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { openArchive } from "../src/index.ts"
import { withLock } from "../src/internal.ts"

const [, , path = ""] = process.argv

const hold = Effect.gen(function* () {
  const archive = yield* openArchive(path)
  const untilTheEnd = Effect.promise(() => {
    console.log("won")
    return once(process.stdin.resume(), "end")
  })
  yield* withLock(archive, "1101000001", untilTheEnd)
}).pipe(Effect.catch((error) => Effect.sync(() => console.log(error.message))))

await Effect.runPromise(Effect.provide(hold, NodeServices.layer))
