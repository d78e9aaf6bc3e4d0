// Canonical JSON (RFC 8785): one text for one value, whatever the order of its fields or its blanks.
//
// Numbers are written as ECMAScript does, so integers beyond 2^53 are rounded. Half surrogate pairs, which
// the RFC refuses, are written as escapes. Source: https://www.rfc-editor.org/rfc/rfc8785

/** Answers the canonical text of a value that `JSON.parse` made; throws if it nests some thousand levels deep. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`)
  return `{${members.join(",")}}`
}
