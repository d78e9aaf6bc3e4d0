// The engine of `--engine`, connected; each is loaded only when it is asked.
import * as Effect from "effect/Effect"
import type { EnginePlace } from "./place.ts"

/** Connects until the scope closes, and looks at the version; fails with `EngineFailed`. */
export const connect = Effect.fnUntraced(function* (place: EnginePlace) {
  if (place.engine === "trino") {
    const trino = yield* Effect.promise(() => import("./trino.ts"))
    return yield* trino.connect(place)
  }
  const clickhouse = yield* Effect.promise(() => import("./clickhouse.ts"))
  return yield* clickhouse.connect(place)
})
