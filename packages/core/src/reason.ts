// Reasons for failures, as a code and fields: callers write the sentence in the user's language.

/** Codes without fields. */
export type Bare<Code extends string> = { readonly [C in Code]: unknown }

/** One of the codes, with its fields. */
export type Reason<Fields> = {
  readonly [Code in keyof Fields]: { readonly code: Code } & Fields[Code]
}[keyof Fields]

const shown = (value: unknown): string =>
  typeof value === "object" && value !== null && "code" in value
    ? reasonText(value as { readonly code: unknown })
    : JSON.stringify(value)

/** A reason for logs: `record_not_json {position: 3}`. */
export const reasonText = ({ code, ...fields }: { readonly code: unknown }): string => {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${shown(value)}`
  )
  return parts.length === 0 ? String(code) : `${code} {${parts.join(", ")}}`
}
