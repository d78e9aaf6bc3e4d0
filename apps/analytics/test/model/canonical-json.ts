// Canonical JSON of RFC 8785, and the id it gives to a record that has none. Keys are ordered by UTF-16
// unit; numbers and strings are written as ECMAScript writes them, which is what the RFC asks. It does not
// refuse lone surrogates: the generator makes none.
import { createHash } from "node:crypto"
import { isObject, type JsonObject, type JsonValue } from "./record.ts"

/** The one text of a JSON value, whatever the order of keys or the white space it came with. */
export const canonicalJson = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`)
  return `{${members.join(",")}}`
}

const notIdentity = new Set(["downloadUrl", "jpegThumbnail"])

/** `hash:` and 32 hexadecimal digits of the sha256 of a record's canonical JSON, without its link and thumbnail. */
export const hashIdOf = (record: JsonObject): string => {
  const identity = Object.fromEntries(Object.entries(record).filter(([name]) => !notIdentity.has(name)))
  return `hash:${createHash("sha256").update(canonicalJson(identity)).digest("hex").slice(0, 32)}`
}
