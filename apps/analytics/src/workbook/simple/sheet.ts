// Options of every readable sheet.
import type { Choice } from "../../chosen/chosen-rows.ts"
import type { CopiedFiles } from "../../files/copied-files.ts"
import type { Locale } from "../wording.ts"

export interface SheetOptions {
  readonly choice: Choice
  readonly locale: Locale
  /** IANA name. */
  readonly timeZone: string
  /** False for the oldest first. */
  readonly isNewestFirst: boolean
  /** Copies that messages lead to. */
  readonly files?: CopiedFiles | undefined
}
