// Runs a query of the shell in the sandbox and shows the answer as it arrives.
import * as Effect from "effect/Effect"
import { fileLanguage, helpStrings, strings } from "../messages/strings.ts"
import type { TextFormat } from "../output/format.ts"
import type { Query } from "../sandbox/protocol.ts"
import { harmless } from "../terminal/text.ts"
import type { Connection } from "./connection.ts"
import type { Keyboard } from "./keyboard.ts"
import { pagerOn, show, size } from "./screen.ts"

const ALL_ROWS = 1_000_000_000

export interface Question {
  readonly name: string
  readonly query: Query
  /** True if chatledger wrote the query, not the user. */
  readonly isOurs: boolean
  /** True for a statistic: its names and figures come first, as in `chatledger stats`. */
  readonly isStatistic?: boolean
}

/** How answers are shown. */
export interface AnswerMode {
  readonly mode: TextFormat
  readonly isTimed: boolean
}

/** Shows the answer; fails as the sandbox does, and with `SeenEnough`. */
export const answer = Effect.fnUntraced(function* (
  connection: Connection,
  keyboard: Keyboard,
  { isOurs, isStatistic = false, query }: Question,
  { isTimed, mode }: AnswerMode
) {
  const worker = yield* connection.worker
  const { columns } = size()
  const page = pagerOn(keyboard)
  const decoder = new TextDecoder()
  const event = yield* worker.ask(
    {
      kind: "ask",
      query,
      isOurs,
      format: mode,
      options: {
        isTerminal: true,
        columns,
        maxRows: ALL_ROWS,
        isBoxed: true,
        ...(isStatistic ? { isFitted: true, readable: { locale: fileLanguage, instances: {} } } : {})
      }
    },
    (bytes) => page(harmless(decoder.decode(bytes).replaceAll("\r\n", "\n")))
  )
  if (event.kind !== "done") return
  const notes = [
    ...(mode === "table" ? [strings.counted(event.rows, "row")] : []),
    ...(isTimed ? [helpStrings.shell.seconds((event.millis / 1000).toFixed(3))] : [])
  ]
  if (notes.length > 0) show(`${notes.join(", ")}\n`)
})
