// Finds the end of a statement: a semicolon outside quotes and comments.
import { type SqlPiece, sqlPieces } from "@chatledger/analytics/internal"

const textOf = (pieces: ReadonlyArray<SqlPiece>) => pieces.map(({ text }) => text).join("")

const isEmpty = (pieces: ReadonlyArray<SqlPiece>) =>
  pieces.every(({ kind }) => kind === "filler" || kind === "end")

/** The complete statements in a text, without semicolons, and the incomplete rest. */
export const statementsOf = (
  text: string
): { readonly complete: ReadonlyArray<string>; readonly rest: string } => {
  const complete: Array<string> = []
  let pieces: Array<SqlPiece> = []
  for (const piece of sqlPieces(text)) {
    if (piece.kind !== "end") {
      pieces.push(piece)
      continue
    }
    if (!isEmpty(pieces)) complete.push(textOf(pieces))
    pieces = []
  }
  return { complete, rest: isEmpty(pieces) ? "" : textOf(pieces) }
}

/** A statement on one line for the history; undefined if a quote contains a line break. */
export const onOneHistoryLine = (statement: string): string | undefined => {
  const isLineComment = ({ kind, text }: SqlPiece) => kind === "filler" && text.startsWith("--")
  let line = ""
  for (const { kind, text } of sqlPieces(statement).filter((piece) => !isLineComment(piece)))
    line +=
      kind === "filler" && line.endsWith(" ")
        ? text.trim()
        : kind === "filler"
          ? text.replace(/\s+/g, " ")
          : text
  line = line.trim()
  return /[\r\n]/.test(line) ? undefined : line
}
