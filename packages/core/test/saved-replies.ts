// Replies that were saved: those of this folder, and those in the folders that CHATLEDGER_SAVED_REPLIES lists.
import { readdirSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"

export const savedReplies = (): ReadonlyArray<{ readonly name: string; readonly bytes: Buffer }> =>
  [join(import.meta.dirname, "saved"), ...(process.env["CHATLEDGER_SAVED_REPLIES"] ?? "").split(delimiter)]
    .filter((folder) => folder !== "")
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".json") && !/expected|plan/.test(name))
        .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
    )
