// Sentences in a window: lines break between words, so that no word is cut at the edge.
//
// What is to be copied stays whole: text in backticks, and a line that is a command.
import { displayWidth } from "effect/cli/CliOutput"

/** What no line divides. */
const WORD = /(?:`[^`]*`|[^ `]|`)+/g

/** The lines of a text, each at most `width` columns wide where its words allow it. */
export const filled = (text: string, width: number): ReadonlyArray<string> => {
  if (displayWidth(text) <= width) return [text]
  const lines: Array<string> = []
  for (const word of text.match(WORD) ?? [""]) {
    const longer = `${lines.at(-1) ?? ""} ${word}`
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

const isCommand = (line: string): boolean => /^\s*chatledger /.test(line)

/** A text whose lines fit a window; each line keeps its indentation. */
export const inWindow = (text: string, columns: number): string =>
  text
    .split("\n")
    .flatMap((line) => {
      if (isCommand(line) || displayWidth(line) <= columns) return [line]
      const indent = /^ */.exec(line)?.[0] ?? ""
      return filled(line.slice(indent.length), columns - indent.length).map((part) => indent + part)
    })
    .join("\n")
