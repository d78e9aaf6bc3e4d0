// The demo's names file: names of the accounts and the groups, which no journal contains.

import { writeTextFile } from "@chatledger/export/internal"
import { demoHistory } from "@chatledger/sample-account"
import * as Effect from "effect/Effect"

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Writes the file. Fails with `FileNotWritten`. */
export const writeDemoNames = Effect.fnUntraced(function* (path: string) {
  const named = demoHistory().names.filter(({ id }) => id.startsWith("instance:") || id.endsWith("@g.us"))
  const lines = [["id", "name"], ...named.map(({ id, name }) => [id, name])]
  yield* writeTextFile(path, (write) =>
    write(lines.map((cells) => `${cells.map(cell).join(",")}\n`).join(""))
  )
})
