// JSON input that is either text or an already parsed value.
import { type RecordIssue, shown } from "./issue.ts"

/** The value of a JSON text, or why it has none; anything but a string is returned as the value. */
export const parsedJson = (
  json: unknown
): { readonly value: unknown; readonly issue?: undefined } | { readonly issue: RecordIssue } => {
  if (typeof json !== "string") return { value: json }
  try {
    return { value: JSON.parse(json.replace(/^\ufeff/, "")) as unknown }
  } catch {
    return { issue: { code: "not_json", detail: "the text is not JSON", raw: shown(json) } }
  }
}
