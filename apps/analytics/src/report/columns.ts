// Columns of integers as bytes: seven bits per byte, so that a small number takes one.
//
// Writer and page share this file. A number may be stored as a difference: `rising` from the previous
// one, never negative; `restarting` the same, but whole where its key changes; `above` from its key, never negative;
// `near` from its key, with a sign. Compression is up to the caller. Numbers are 0 to 2^31 - 1.

/** The coding of a column; a key is a column of numbers with as many rows. */
export type Coding =
  | "plain"
  | "rising"
  | { readonly restarting: string }
  | { readonly above: string }
  | { readonly near: string }

/** Numbers in the order of the rows. */
export type Numbers = ArrayLike<number>

/** The name of the key of a coding. */
export const keyOf = (coding: Coding): string | undefined =>
  typeof coding === "string" ? undefined : Object.values(coding)[0]

type Base = (values: Numbers, key: Numbers, row: number) => number

const before: Base = (values, _, row) => (row === 0 ? 0 : (values[row - 1] ?? 0))

/** The number that a row's number is stored relative to: the previous one, the key, or 0. */
const baseOf = (coding: Coding): Base => {
  if (coding === "plain") return () => 0
  if (coding === "rising") return before
  if ("restarting" in coding)
    return (values, key, row) => (row === 0 || key[row] !== key[row - 1] ? 0 : (values[row - 1] ?? 0))
  return (_, key, row) => key[row] ?? 0
}

const isSigned = (coding: Coding): boolean => typeof coding === "object" && "near" in coding

/** Encodes a column; throws on a number that its coding cannot represent. */
export const encode = (values: Numbers, coding: Coding, key: Numbers = []): Uint8Array => {
  const bytes = new Uint8Array(values.length * 5)
  const base = baseOf(coding)
  const signed = isSigned(coding)
  let end = 0
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0
    const more = value - base(values, key, row)
    let rest = signed ? (more < 0 ? -2 * more - 1 : 2 * more) : more
    if (!(rest >= 0 && rest < 2 ** 32)) throw new RangeError(`row ${row}: ${value} does not fit its column`)
    while (rest >= 128) {
      bytes[end++] = (rest & 127) | 128
      rest = Math.floor(rest / 128)
    }
    bytes[end++] = rest
  }
  return bytes.slice(0, end)
}

/** Decodes the numbers that `encode` was given. */
export const decode = (bytes: Uint8Array, rows: number, coding: Coding, key: Numbers = []): Int32Array => {
  const values = new Int32Array(rows)
  const base = baseOf(coding)
  const signed = isSigned(coding)
  let at = 0
  for (let row = 0; row < rows; row += 1) {
    let rest = 0
    let scale = 1
    let byte = bytes[at++] ?? 0
    while (byte >= 128) {
      rest += (byte & 127) * scale
      scale *= 128
      byte = bytes[at++] ?? 0
    }
    rest += byte * scale
    const more = signed ? (rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2) : rest
    values[row] = base(values, key, row) + more
  }
  return values
}
