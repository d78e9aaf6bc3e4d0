// One record in a reply: a range of bytes, and what the splitter noticed in it.
//
// The flags show which checks a reader can skip: nearly all records have none set. Gotcha: the object and its
// bytes are reused for the next record.

/** A record that the splitter has found. */
export interface RecordSource {
  /** Contains the record; valid only until the splitter continues. */
  bytes: Uint8Array
  /** First byte of the record in `bytes`. */
  start: number
  /** One after its last byte; equal to `start` if nothing is between two commas. */
  end: number
  /** Bytes of the reply before the record. */
  offset: number
  /** Members of all its objects: one per colon outside of strings. */
  members: number
  /** A line feed or carriage return outside of strings. */
  hasLineBreak: boolean
  /** A byte below 0x20 inside a string. */
  hasRawControl: boolean
  /** A `\uD800`–`\uDFFF` escape, paired or not. */
  hasSurrogateEscape: boolean
  /** Deeper than the splitter's limit. */
  isTooDeep: boolean
  /** Larger than the splitter's limit: `bytes` has only its first 4 KiB. */
  isTooLarge: boolean
  /** The reply ended inside the record. */
  isCut: boolean
}

const noBytes = new Uint8Array(0)

/** An empty record at an offset in the reply. */
export const emptySource = (offset: number): RecordSource => ({
  bytes: noBytes,
  start: 0,
  end: 0,
  offset,
  members: 0,
  hasLineBreak: false,
  hasRawControl: false,
  hasSurrogateEscape: false,
  isTooDeep: false,
  isTooLarge: false,
  isCut: false
})

/** True if the record contains a line feed or carriage return. */
export const hasBreak = ({ bytes, start, end }: RecordSource): boolean => {
  const record = bytes.subarray(start, end)
  return record.includes(0x0a) || record.includes(0x0d)
}
