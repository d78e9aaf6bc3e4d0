// An answer to the user's own SQL as a file: the worker materializes it, and this process writes the file from it.
import type { Database } from "@chatledger/analytics"
import { openAnswer } from "@chatledger/analytics/internal"
import type { ExportFormat } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { fileOfAnswer, writeAsFile } from "../output/answer.ts"
import type { Destination } from "../output/destination.ts"
import { databaseMegabytes } from "./limits.ts"
import type { Query } from "./protocol.ts"
import { inSandbox, openSandboxBeside, type Sandbox, type SandboxOptions } from "./sandbox.ts"

type Flags = Parameters<typeof inSandbox>[0]
type Options = Omit<SandboxOptions, "isMaterialized">

const materializeIn = Effect.fnUntraced(function* (
  { worker, place }: Sandbox,
  { limits }: Options,
  query: Query
) {
  if (place === undefined) return yield* Effect.die(new Error("there is no place for the answer"))
  yield* worker.ask({ kind: "keep", query })
  return yield* openAnswer(place, `${databaseMegabytes(limits)}MB`)
})

/** Runs a query of the user and writes its answer as a file. */
export const fileFromSandbox = (
  flags: Flags,
  options: Options,
  question: Query & { readonly name: string },
  destination: Destination,
  format: ExportFormat
) =>
  inSandbox(
    flags,
    { ...options, isMaterialized: true },
    Effect.fnUntraced(function* (sandbox) {
      const { sql, parameters } = question
      const kept = yield* materializeIn(sandbox, options, { sql, parameters })
      return yield* writeAsFile(question.name, sandbox, destination, format, (path) =>
        fileOfAnswer(kept, question, sandbox, destination, format, path)
      )
    }, Effect.scoped)
  )

/**
 * Runs a query of the user on tables that are open here, and keeps its answer as the table `answer` of a separate
 * database, until the scope closes.
 */
export const materialize = Effect.fnUntraced(function* (database: Database, options: Options, query: Query) {
  const sandbox = yield* openSandboxBeside(database, { ...options, isMaterialized: true })
  return yield* materializeIn(sandbox, options, query)
})
