// The languages of the program. Another one is a folder and a file beside these, and a line here; files that people read
// (workbooks, reports, transcripts) have languages of their own.
import { en, type Strings } from "./en.ts"
import { ru } from "./ru.ts"

export const languages = { en, ru } as const satisfies Readonly<Record<string, Strings>>

export type Language = keyof typeof languages
