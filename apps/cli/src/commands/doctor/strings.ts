// The texts of doctor. Its JSON is for programs, and stays English.
import { type Language, languages } from "../../messages/languages.ts"
import { messageLanguage } from "../../messages/strings.ts"
import { valuesOf } from "../../program.ts"

const format = valuesOf("--format").at(-1) ?? (process.stdout.isTTY ? "text" : "json")

export const doctorLanguage: Language = format === "text" ? messageLanguage : "en"

export const doctorStrings = languages[doctorLanguage]
