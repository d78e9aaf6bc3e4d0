// A process of its own that takes the lock of an archive: says `won`, or why not. Begins when a file `start`
// appears, and if it wins, holds the lock until all the others have had their answer.
import { existsSync, readdirSync, writeFileSync } from "node:fs"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { openArchive } from "../src/index.ts"
import { withLock } from "../src/internal.ts"

const [, , path = ""] = process.argv

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise(setImmediate)
}

const take = Effect.gen(function* () {
  const archive = yield* openArchive(path)
  writeFileSync(`${path}/ready-${process.pid}`, "")
  yield* Effect.promise(() => until(() => existsSync(`${path}/start`)))
  const others = Effect.promise(() =>
    until(() => readdirSync(path).filter((name) => name.startsWith("lost")).length === 3)
  )
  return yield* withLock(archive, "1101000001", Effect.as(others, "won"))
}).pipe(Effect.catch((error) => Effect.succeed(error._tag)))

const said = await Effect.runPromise(Effect.provide(take, NodeServices.layer))
if (said !== "won") writeFileSync(`${path}/lost-${process.pid}`, "")
console.log(said)
