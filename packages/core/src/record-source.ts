// One record as it is in a reply: a range of bytes, and what the splitter saw in passing.
//
// The flags tell a reader which checks it can leave out: nearly all records have none of them. Gotcha: the
// same object and bytes are not there any more when the next record comes.

/** A record that the splitter has found. */
export interface RecordSource {
  /** Holds the record; valid only until the splitter goes on. */
  bytes: Uint8Array
  /** First byte of the record in `bytes`. */
  start: number
  /** One after its last byte; equal to `start` where nothing is between two commas. */
  end: number
  /** Bytes of the reply before the record. */
  offset: number
  /** Members of all its objects: one per colon outside of texts. */
  members: number
  /** A line feed or carriage return outside of texts. */
  hasLineBreak: boolean
  /** A byte below 0x20 inside a text. */
  hasRawControl: boolean
  /** A `\uD800`–`\uDFFF` escape, paired or not. */
  hasSurrogateEscape: boolean
  /** It nests deeper than the splitter takes. */
  isTooDeep: boolean
  /** Larger than the splitter takes: only its first 4 KiB are there. */
  isTooLarge: boolean
  /** The reply ended inside the record. */
  isCut: boolean
}

const noBytes = new Uint8Array(0)

/** A record of which nothing has been read, at an offset in the reply. */
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

/** True if a line feed or carriage return stands anywhere in the record. */
export const hasBreak = ({ bytes, start, end }: RecordSource): boolean => {
  const record = bytes.subarray(start, end)
  return record.includes(0x0a) || record.includes(0x0d)
}
