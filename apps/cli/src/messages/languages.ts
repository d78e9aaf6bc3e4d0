// The languages of the program. To add one, add a folder and a file beside these, and a line here; workbooks,
// reports and transcripts have their own languages.
import { en, type Strings } from "./en.ts"
import { ru } from "./ru.ts"

export const languages = { en, ru } as const satisfies Readonly<Record<string, Strings>>

export type Language = keyof typeof languages
