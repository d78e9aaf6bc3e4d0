// How tables are opened, and what is told meanwhile.
import type { SnapshotDamaged } from "@chatledger/archive"
import type * as Effect from "effect/Effect"
import type { DatabaseOptions } from "./database.ts"
import type { LoadProgress } from "./load.ts"

/** What the caller may tell the user. */
export type CacheNotice =
  | {
      readonly kind: "loading"
      readonly snapshots: number
      readonly why: "new" | "missing" | "outdated" | "damaged"
      /** Undefined before anything was read. */
      readonly progress?: LoadProgress
    }
  | { readonly kind: "loaded"; readonly snapshots: number }
  | { readonly kind: "waiting" }
  | { readonly kind: "stale"; readonly snapshots: number }
  /** A snapshot that cannot be read, and is in no table. */
  | { readonly kind: "left_out"; readonly damage: SnapshotDamaged }

export interface CacheOptions {
  /** Wait for other processes as long as it takes, instead of going on with what is loaded. */
  readonly wait: boolean
  readonly onNotice: (notice: CacheNotice) => Effect.Effect<void>
  /** Settings of the read-only connection. */
  readonly settings?: DatabaseOptions["settings"]
  /** False once a part of the answer has been given away, which cannot be taken back; default: never. */
  readonly canRepeat?: () => boolean
  /** Leave out snapshots that cannot be read, and tell of each, instead of failing; default: fail. */
  readonly leavesOutDamaged?: boolean
}
