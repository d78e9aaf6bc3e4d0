// Options for opening tables, and notices meanwhile.
import type { SnapshotDamaged } from "@chatledger/archive"
import type * as Effect from "effect/Effect"
import type { DatabaseOptions } from "../engine/database.ts"
import type { LoadProgress } from "../load/load.ts"

/** Notices that the caller can pass to the user. */
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
  /** A snapshot that cannot be read, and so is in no table. */
  | { readonly kind: "left_out"; readonly damage: SnapshotDamaged }

/** How to open the tables, and what to do if another process has them open. */
export interface CacheOptions {
  /** Wait for other processes without a limit, instead of using what is already loaded. */
  readonly wait: boolean
  readonly onNotice: (notice: CacheNotice) => Effect.Effect<void>
  /** Settings of the read-only connection. */
  readonly settings?: DatabaseOptions["settings"]
  /** False once part of the answer was output and cannot be repeated; default: always true. */
  readonly canRepeat?: () => boolean
  /** Leave out unreadable snapshots and report each, instead of failing; default: fail. */
  readonly leavesOutDamaged?: boolean
}
