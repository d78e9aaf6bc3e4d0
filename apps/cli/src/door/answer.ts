// An answer to the user's own SQL, asked through the locked door: to the screen, into a pipe, or into a file.
//
// Text comes from the guest as it is to be read, so this process needs no DuckDB for it; files do, and have their own
// module.
import * as Effect from "effect/Effect"
import { type Destination, fileFormat, type WrittenAnswer } from "../output/destination.ts"
import { isBinary } from "../output/format.ts"
import { isTerminal, print, terminalColumns } from "../output/stdout.ts"
import { writeTextFile } from "../output/text-file.ts"
import type { TableFlags } from "../tables.ts"
import { type DoorOptions, throughDoor } from "./door.ts"
import type { Query } from "./protocol.ts"

type Flags = TableFlags
type Options = Omit<DoorOptions, "isKept">

const textThroughDoor = (flags: Flags, options: Options, query: Query, destination: Destination) =>
  throughDoor(
    flags,
    { ...options, isKept: false },
    Effect.fnUntraced(function* ({ guest }) {
      const { format, path } = destination
      if (isBinary(format)) return undefined
      const shown = { isTerminal: path === undefined && isTerminal(), columns: terminalColumns() }
      const request = { kind: "ask", query, isOurs: false, format, options: shown } as const
      if (path === undefined) {
        yield* guest.ask(request, print)
        return undefined
      }
      let rows = 0
      const written = yield* writeTextFile(path, (write) =>
        Effect.map(
          guest.ask(request, (text) => write(Buffer.from(text).toString("utf8"))),
          (event) => {
            rows = event.kind === "done" ? event.rows : 0
          }
        )
      )
      return { path, rows, ...written, cuts: [] } satisfies WrittenAnswer
    })
  )

/** Answers one question of the user's; tells of the file, if one was asked for. */
export const answerThroughDoor = Effect.fnUntraced(function* (
  flags: Flags,
  options: Options,
  question: Query & { readonly name: string },
  destination: Destination
) {
  const asFile = fileFormat(destination)
  const { name, sql, parameters } = question
  const query = { sql, parameters }
  if (asFile === undefined) return yield* textThroughDoor(flags, options, query, destination)
  const { fileThroughDoor } = yield* Effect.promise(() => import("./kept.ts"))
  return yield* fileThroughDoor(flags, options, { name, ...query }, destination, asFile)
})
