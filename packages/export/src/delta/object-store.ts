// What a dataset in a bucket needs of an object store; the caller brings the client.
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { ObjectStoreReason } from "../reasons.ts"

/** An object store refused or could not be reached; what was not committed is not visible. */
export class ObjectStoreFailed extends Data.TaggedError("ObjectStoreFailed")<{
  /** The address of the bucket, or of the object. */
  readonly url: string
  readonly reason: ObjectStoreReason
  readonly cause?: unknown
}> {
  readonly isRetryable = this.reason.code === "store_away"
  override get message() {
    return `${this.url}: ${JSON.stringify(this.reason)}`
  }
}

/** An object of a bucket. */
export interface StoredObject {
  readonly key: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

/** A bucket. Keys are relative to the prefix of the dataset. */
export interface ObjectStore {
  /** `s3://bucket/prefix`, without a final `/`. */
  readonly url: string
  readonly list: (prefix: string) => Effect.Effect<ReadonlyArray<StoredObject>, ObjectStoreFailed>
  /** Undefined if there is no such object. */
  readonly get: (key: string) => Effect.Effect<Uint8Array | undefined, ObjectStoreFailed>
  readonly put: (key: string, bytes: Uint8Array) => Effect.Effect<void, ObjectStoreFailed>
  /** Creates an object by `If-None-Match: *`; false if it exists. */
  readonly create: (key: string, bytes: Uint8Array) => Effect.Effect<boolean, ObjectStoreFailed>
  readonly remove: (key: string) => Effect.Effect<void, ObjectStoreFailed>
}

/** The data files of a dataset, where they are not in the folder that DuckDB sees. Default: they are. */
export const DataFiles = Context.Reference<{
  /** Called with complete files before their commit. */
  readonly written: (paths: ReadonlyArray<string>) => Effect.Effect<void, ObjectStoreFailed>
  /** Called before DuckDB reads the files. */
  readonly needed: (
    files: ReadonlyArray<{ readonly path: string; readonly bytes: number }>
  ) => Effect.Effect<void, ObjectStoreFailed>
}>("@chatledger/export/DataFiles", {
  defaultValue: () => ({ written: () => Effect.void, needed: () => Effect.void })
})
