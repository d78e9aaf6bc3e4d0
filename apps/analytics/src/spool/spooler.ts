// Creates the spool: in this thread, unless the program provides another service.
//
// Decoding is most of a load, so a program with spare threads can do it there (apps/cli does).
import type { SnapshotDamaged } from "@chatledger/archive"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { CacheNotWritable } from "../failures/errors.ts"
import type { Numbered, SpoolPart } from "./part.ts"
import { spool } from "./spool.ts"

export interface SpoolerService {
  /** As `spool`: passes on each file of the spool once, one at a time, in any order. */
  readonly spool: <E>(
    snapshots: ReadonlyArray<Numbered>,
    prefix: string,
    onPart: (part: SpoolPart) => Effect.Effect<void, E>
  ) => Effect.Effect<void, E | SnapshotDamaged | CacheNotWritable, FileSystem.FileSystem>
}

export const Spooler = Context.Reference<SpoolerService>("@chatledger/analytics/Spooler", {
  defaultValue: () => ({ spool })
})
