// The texts of doctor. Its JSON is for programs, and stays English.
import { languages } from "../../messages/languages.ts"
import { strings } from "../../messages/strings.ts"
import { valuesOf } from "../../program.ts"

const format = valuesOf("--format").at(-1) ?? (process.stdout.isTTY ? "text" : "json")

export const doctorStrings = format === "text" ? strings : languages.en
