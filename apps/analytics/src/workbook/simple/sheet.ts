// Options of every readable sheet.
import type { Choice } from "../../chosen-rows.ts"
import type { Locale } from "../wording.ts"

export interface SheetOptions {
  readonly choice: Choice
  readonly locale: Locale
  /** IANA name. */
  readonly timeZone: string
  /** False for the oldest first. */
  readonly isNewestFirst: boolean
}
