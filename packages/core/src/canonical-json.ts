// Canonical JSON (RFC 8785): equal values give the same text, whatever their field order or whitespace.
//
// Numbers are written as ECMAScript does, so integers beyond 2^53 are rounded. Lone surrogates, which
// the RFC forbids, are written as escapes. Source: https://www.rfc-editor.org/rfc/rfc8785

/** Returns the canonical text of a value from `JSON.parse`; throws if it is nested some thousand levels deep. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`)
  return `{${members.join(",")}}`
}
