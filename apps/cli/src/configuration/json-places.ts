// Places in a JSON text by line and column: syntax errors, and the value at a path.
//
// `JSON.parse` reads the values; this finds places for errors and edits. Accepts exactly what `JSON.parse` does. Of
// repeated names the last counts, as there.

/** A place in a text, both from 1; columns are UTF-16 units, as in editors. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Offsets of a value and, for a member of an object, of its name. */
export interface Found {
  readonly name: number | undefined
  readonly from: number
  /** After its last character. */
  readonly to: number
}

/** A value and the values that it contains, in order. */
export interface Holder extends Found {
  readonly members: ReadonlyArray<Found>
}

/** The place of an offset. */
export const placeAt = (text: string, offset: number): Place => {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 }
}

const space = /[ \t\n\r]*/y
const token =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** An open object or array, and the name or index of its current member. */
interface Open {
  readonly close: "}" | "]"
  step: string | number
  name: number | undefined
  readonly from: number
}

type Expected = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end" | "nothing"
type Seen = (path: ReadonlyArray<Open>, found: Found) => void

/** Visits every value of a text; returns the offset of a syntax error, if there is one. */
const scan = (text: string, onValue: Seen): number | undefined => {
  const open: Array<Open> = []
  let expected: Expected = "value"
  let offset = 0
  const ended = (from: number): Expected => {
    const parent = open.at(-1)
    onValue(open, { name: parent?.name, from, to: offset })
    return parent === undefined ? "nothing" : "comma or end"
  }
  while (true) {
    space.lastIndex = offset
    space.test(text)
    const from = space.lastIndex
    if (from === text.length) return expected === "nothing" ? undefined : from
    token.lastIndex = from
    const [word] = token.exec(text) ?? []
    if (word === undefined) return from
    offset = from + word.length
    const inner = open.at(-1)
    const isOpening = word === "{" || word === "["
    const isText = word.startsWith('"')
    if (expected.startsWith("value") && (isOpening || !/^[}\],:]/.test(word))) {
      if (isOpening) {
        open.push({ close: word === "{" ? "}" : "]", step: 0, name: undefined, from })
        expected = word === "{" ? "name or end" : "value or end"
      } else expected = ended(from)
    } else if (inner !== undefined && word === inner.close && expected.endsWith("or end")) {
      open.pop()
      expected = ended(inner.from)
    } else if (inner !== undefined && expected.startsWith("name") && isText) {
      inner.step = JSON.parse(word) as string
      inner.name = from
      expected = "colon"
    } else if (expected === "colon" && word === ":") expected = "value"
    else if (inner !== undefined && expected === "comma or end" && word === ",") {
      if (typeof inner.step === "number") inner.step += 1
      expected = inner.close === "}" ? "name" : "value"
    } else return from
  }
}

/** The place where a text stops being JSON: its end if it is incomplete; undefined if it is valid. */
export const faultOf = (text: string): Place | undefined => {
  const offset = scan(text, () => undefined)
  return offset === undefined ? undefined : placeAt(text, offset)
}

type Path = ReadonlyArray<PropertyKey>

const isBelow = (open: ReadonlyArray<Open>, path: Path): boolean =>
  path.every((step, depth) => open[depth]?.step === step)

/** The value at a path of names and indexes, with its members; undefined if there is none. */
export const valueAt = (text: string, path: Path): Holder | undefined => {
  let members: Array<Found> = []
  let last: Holder | undefined
  scan(text, (open, found) => {
    if (open.length === path.length + 1 && isBelow(open, path)) members.push(found)
    if (open.length !== path.length || !isBelow(open, path)) return
    last = { ...found, members }
    members = []
  })
  return last
}
