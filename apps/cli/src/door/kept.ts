// An answer to the user's own SQL as a file: the guest keeps it, and this process writes it from what was kept.
import { type Database, openAnswer } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { fileOfAnswer, writeAsFile } from "../output/answer.ts"
import type { Destination, FileFormat } from "../output/destination.ts"
import type { CommonFlags } from "../session.ts"
import { type DoorOptions, throughDoor } from "./door.ts"
import { databaseMegabytes } from "./limits.ts"
import type { Query } from "./protocol.ts"

type Flags = Pick<CommonFlags, "archive" | "config" | "wait">
type Options = Omit<DoorOptions, "isKept">

/** Asks a query of the user's and keeps its answer; `use` gets it as the table `answer` of a database of its own. */
export const keptThroughDoor = <A, E, R>(
  flags: Flags,
  options: Options,
  query: Query,
  use: (kept: Database, createdAt: Date) => Effect.Effect<A, E, R>
) =>
  throughDoor(
    flags,
    { ...options, isKept: true },
    Effect.fnUntraced(function* ({ guest, newestRequest, place }) {
      if (place === undefined) return yield* Effect.die(new Error("there is no place for the answer"))
      yield* guest.ask({ kind: "keep", query })
      const kept = yield* openAnswer(place, `${databaseMegabytes(options.limits)}MB`)
      return yield* use(kept, newestRequest)
    }, Effect.scoped)
  )

/** Asks a query of the user's and writes its answer as a file. */
export const fileThroughDoor = (
  flags: Flags,
  options: Options,
  { name, ...query }: Query & { readonly name: string },
  destination: Destination,
  format: FileFormat
) =>
  keptThroughDoor(flags, options, query, (kept, createdAt) =>
    writeAsFile(name, destination, format, (path) =>
      fileOfAnswer(kept, name, createdAt, destination, format, path)
    )
  )
