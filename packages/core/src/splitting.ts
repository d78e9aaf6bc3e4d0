// Inputs and results of a splitter.

/** The bytes of a record that are another reply. */
export interface Rest {
  readonly bytes: Uint8Array
  /** Offset of `bytes` in the body. */
  readonly offset: number
}

/** Options of a splitter. */
export interface SplitterOptions {
  /** Default: 64 MiB. */
  readonly maxRecordBytes?: number | undefined
  /** Default: 512 levels. */
  readonly maxDepth?: number | undefined
  /**
   * True if other replies may follow: NDJSON then ends where an array begins, and a truncated reply where the next one does.
   */
  readonly hasOthers?: boolean | undefined
}

/** How a reply ended. */
export interface SplitEnd {
  readonly format: "array" | "ndjson" | "empty"
  /** False if the closing bracket of the array is missing. */
  readonly isClosed: boolean
  /** Offset of the first non-blank byte after the end of the array; undefined if there is none. */
  readonly bytesAfterAt: number | undefined
}
