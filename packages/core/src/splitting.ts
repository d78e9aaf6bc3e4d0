// What a splitter is told, and what it tells.

/** Bytes of a record that turned out to be another reply. */
export interface Rest {
  readonly bytes: Uint8Array
  /** Bytes of the body before them. */
  readonly offset: number
}

/** What a splitter takes, and where it stands. */
export interface SplitterOptions {
  /** Default: 64 MiB. */
  readonly maxRecordBytes?: number | undefined
  /** Default: 512 levels. */
  readonly maxDepth?: number | undefined
  /** Whether other replies may follow: then NDJSON ends where an array begins, and a cut reply where the next one does. */
  readonly hasOthers?: boolean | undefined
}

/** How a reply ended. */
export interface SplitEnd {
  readonly format: "array" | "ndjson" | "empty"
  /** False if the closing bracket of the array is missing. */
  readonly isClosed: boolean
  /** Offset of the first byte after the end of the array that is no blank; undefined if there is none. */
  readonly bytesAfterAt: number | undefined
}
