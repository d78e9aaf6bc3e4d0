// An answer to the user's own SQL as a file: the guest keeps it, and this process writes it from what was kept.
import { type Database, openAnswer } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { fileOfAnswer, writeAsFile } from "../output/answer.ts"
import type { Destination, FileFormat } from "../output/destination.ts"
import { type Door, type DoorOptions, openDoorBeside, throughDoor } from "./door.ts"
import { databaseMegabytes } from "./limits.ts"
import type { Query } from "./protocol.ts"

type Flags = Parameters<typeof throughDoor>[0]
type Options = Omit<DoorOptions, "isKept">

const keptBehind = Effect.fnUntraced(function* ({ guest, place }: Door, { limits }: Options, query: Query) {
  if (place === undefined) return yield* Effect.die(new Error("there is no place for the answer"))
  yield* guest.ask({ kind: "keep", query })
  return yield* openAnswer(place, `${databaseMegabytes(limits)}MB`)
})

/** Asks a query of the user's and writes its answer as a file. */
export const fileThroughDoor = (
  flags: Flags,
  options: Options,
  question: Query & { readonly name: string },
  destination: Destination,
  format: FileFormat
) =>
  throughDoor(
    flags,
    { ...options, isKept: true },
    Effect.fnUntraced(function* (door) {
      const { sql, parameters } = question
      const kept = yield* keptBehind(door, options, { sql, parameters })
      return yield* writeAsFile(question.name, door, destination, format, (path) =>
        fileOfAnswer(kept, question, door, destination, format, path)
      )
    }, Effect.scoped)
  )

/**
 * Asks a query of the user's of tables that are open here, and keeps its answer as the table `answer` of a database of
 * its own, until the scope closes.
 */
export const keptThroughDoor = Effect.fnUntraced(function* (
  database: Database,
  options: Options,
  query: Query
) {
  const door = yield* openDoorBeside(database, { ...options, isKept: true })
  return yield* keptBehind(door, options, query)
})
