// Answers to the user's own SQL, run in the sandbox: on the screen, in a pipe, or in a file.
//
// The worker returns formatted text, so this process needs no DuckDB for it. Files need DuckDB and have their own
// module.
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import { type Destination, fileFormat, type WrittenAnswer } from "../output/destination.ts"
import { isBinary } from "../output/format.ts"
import type { TableFlags } from "../tables/open-tables.ts"
import { isTerminal, print, terminalColumns } from "../terminal/stdout.ts"
import type { Query } from "./protocol.ts"
import { inSandbox, type SandboxOptions } from "./sandbox.ts"

type Flags = TableFlags
type Options = Omit<SandboxOptions, "isMaterialized">

const textInSandbox = (flags: Flags, options: Options, query: Query, destination: Destination) =>
  inSandbox(
    flags,
    { ...options, isMaterialized: false },
    Effect.fnUntraced(function* ({ worker }) {
      const { format, path, text: textOptions } = destination
      if (isBinary(format)) return undefined
      const shown = {
        isTerminal: path === undefined && isTerminal(),
        columns: terminalColumns(),
        ...textOptions
      }
      const request = { kind: "ask", query, isOurs: false, format, options: shown } as const
      if (path === undefined) {
        yield* worker.ask(request, print)
        return undefined
      }
      let rows = 0
      const written = yield* writeTextFile(path, (write) =>
        Effect.map(
          worker.ask(request, (text) => write(Buffer.from(text).toString("utf8"))),
          (event) => {
            rows = event.kind === "done" ? event.rows : 0
          }
        )
      )
      return { path, rows, ...written, cuts: [] } satisfies WrittenAnswer
    })
  )

/** Answers one query of the user; reports the file if one was requested. */
export const answerInSandbox = Effect.fnUntraced(function* (
  flags: Flags,
  options: Options,
  question: Query & { readonly name: string },
  destination: Destination
) {
  const asFile = fileFormat(destination)
  const { name, sql, parameters } = question
  const query = { sql, parameters }
  if (asFile === undefined) return yield* textInSandbox(flags, options, query, destination)
  const { fileFromSandbox } = yield* Effect.promise(() => import("./materialize.ts"))
  return yield* fileFromSandbox(flags, options, { name, ...query }, destination, asFile)
})
