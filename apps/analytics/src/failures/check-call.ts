// Checks what plain JavaScript passes to `openTables`: a clear error instead of a TypeError from deep inside.
import { checkArchive } from "@chatledger/archive/internal"
import { InvalidArgument } from "@chatledger/core"
import { checkFiles, checkScope, optionsOf } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"

/** Dies with `InvalidArgument` if the archive, an option, the layer of files or the scope is missing. */
export const checkCall = (call: string, archive: unknown, options: unknown): Effect.Effect<void> =>
  Effect.gen(function* () {
    yield* checkFiles(call)
    yield* checkScope(call)
    yield* checkArchive(call, archive)
    const { onNotice } = optionsOf(call, options, "an object with wait and onNotice")
    if (typeof onNotice !== "function")
      throw new InvalidArgument({
        call,
        argument: "onNotice",
        needs: "a function, such as () => Effect.void"
      })
  })
