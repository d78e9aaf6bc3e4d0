// Help in a window: descriptions wrap beneath themselves, and command lines stay whole, to be copied.
import { displayWidth } from "effect/cli/CliOutput"
import { filled } from "./prose.ts"
import { windowColumns } from "./stdout.ts"

/** A wider name has its description on the lines below it. */
const WIDEST_NAME = 26
const NARROWEST = 40
const GAP = "  "

interface Row {
  readonly indent: string
  readonly name: string
  readonly meaning: string
}

const rowOf = (line: string): Row | undefined => {
  const [, indent, name, meaning] = /^((?: {2})?)(\S+(?: \S+)*) {2,}(\S.*)$/.exec(line) ?? []
  return indent === undefined || name === undefined || meaning === undefined
    ? undefined
    : { indent, name, meaning }
}

const rowLines = (rows: ReadonlyArray<Row>, columns: number): ReadonlyArray<string> => {
  const widths = rows.map(({ name }) => displayWidth(name))
  const nameWidth = Math.max(8, ...widths.filter((width) => width <= WIDEST_NAME))
  return rows.flatMap(({ indent, name, meaning }, at) => {
    const width = widths[at] ?? 0
    const hanging = " ".repeat(indent.length + nameWidth + GAP.length)
    const lines = filled(meaning, columns - hanging.length)
    const below = lines.slice(width > nameWidth ? 0 : 1).map((line) => hanging + line)
    return [
      width > nameWidth
        ? indent + name
        : `${indent}${name}${" ".repeat(nameWidth - width)}${GAP}${lines[0] ?? ""}`,
      ...below
    ]
  })
}

const proseLines = (line: string, columns: number): ReadonlyArray<string> => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
  const [, colour = "", word = ""] = /^ {2}((?:\u001b\[\d+m)*)(chatledger|#) /.exec(line) ?? []
  if (word === "chatledger" || displayWidth(line) <= columns) return [line]
  const indent = word === "#" ? "  # " : (/^ */.exec(line)?.[0] ?? "")
  const text = line.slice(indent.length + colour.length)
  return filled(text, columns - indent.length).map((part, at) =>
    at === 0 && word === "#" ? `${GAP}${colour}# ${part}` : indent + part
  )
}

/** The text of a help page with lines of at most `columns`, where words and command lines allow it. */
export const helpLines = (text: string, columns: number): string => {
  const width = Math.max(NARROWEST, columns)
  const lines: Array<string> = []
  let rows: Array<Row> = []
  for (const line of [...text.split("\n"), undefined]) {
    const row = line === undefined ? undefined : rowOf(line)
    if (row !== undefined) {
      rows.push(row)
      continue
    }
    lines.push(...rowLines(rows, width))
    rows = []
    if (line !== undefined) lines.push(...proseLines(line, width))
  }
  return lines.join("\n")
}

/** The same for the user's window; where there is none, for programs, a line stays a line. */
export const fittedHelp = (text: string): string => {
  const columns = windowColumns()
  return columns === undefined ? text : helpLines(text, columns)
}
