// What the doctor says. Its JSON is for programs, and stays English.
import { failureWords } from "../../messages/failures.ts"
import { languages } from "../../messages/languages.ts"
import { reasonWords } from "../../messages/reasons.ts"
import { strings } from "../../messages/strings.ts"
import { valuesOf } from "../../program.ts"

const format = valuesOf("--format").at(-1) ?? (process.stdout.isTTY ? "text" : "json")

export const doctorStrings = format === "text" ? strings : languages.en

const isEnglish = doctorStrings === languages.en

/** What a failure of the service says. */
export const adviceOf = (error: { readonly _tag: string; readonly message: string }): string =>
  isEnglish ? error.message : failureWords(error)

/** Why something could not be done. */
export const because = (reason: string): string => (isEnglish ? reason : reasonWords(reason))
