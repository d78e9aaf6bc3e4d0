// The languages of the program. Another one is a folder beside these, and a line here.
import type { Locale } from "@chatledger/analytics"
import { en, type Strings } from "./en.ts"
import { ru } from "./ru.ts"

export const languages: Readonly<Record<Locale, Strings>> = { en, ru }
