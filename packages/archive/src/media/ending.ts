// What a download may take, and how a try ends.
import type { MediaStatus } from "./media-fact.ts"

/** Limits on the size and speed of a download. */
export interface DownloadLimits {
  /** Size of a file. */
  readonly maxBytes: number
  /** Time until the headers of a reply. */
  readonly headersMillis: number
  /** Time without a byte. */
  readonly idleMillis: number
}

/** The result of a try; `isAgain`: another try may succeed. */
export interface Ending {
  readonly status: MediaStatus
  readonly isAgain: boolean
  readonly httpStatus: number | null
  readonly type: string | null
  /** The refused host. */
  readonly host?: string
  /** The promised size of a file that is too large. */
  readonly length?: number
}
