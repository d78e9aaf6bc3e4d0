// Monitoring: whether the server can read its archive, and the archive's metrics.
import { coverageOf, openArchive } from "@chatledger/archive"
import type { Reply } from "@chatledger/journal-server"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { openForTables } from "../configuration/cache-place.ts"
import { METRICS_TYPE, metricsText } from "../tables/metrics.ts"
import { useTables } from "../tables/open-tables.ts"
import { privateHeaders } from "./file-reply.ts"
import type { TableService } from "./tables.ts"

const plain = (status: number, text: string, type = "text/plain; charset=utf-8"): Reply => ({
  status,
  headers: { ...privateHeaders, "content-type": type },
  body: new TextEncoder().encode(text)
})

/** `ok` while the archive can be opened, otherwise 503. Reveals nothing about it, and needs no token. */
export const healthReply = ({ archivePath }: { readonly archivePath: string }) =>
  Effect.match(openArchive(archivePath), {
    onSuccess: () => plain(200, "ok\n"),
    onFailure: () => plain(503, "the archive cannot be read\n")
  })

/** The metrics of the archive, updated first. */
export const metricsReply = Effect.fnUntraced(function* ({ flags }: TableService) {
  const now = yield* Clock.currentTimeMillis
  const coverage = yield* coverageOf(yield* openForTables(flags), now)
  const text = yield* useTables(flags, (database) => metricsText(database, coverage, now))
  return plain(200, text, METRICS_TYPE)
})
