// SIGKILL in the middle of sync, import, compact and export, again and again on the same archive.
//
// What was told on standard error, or by exit code 0, is archived; every file has its whole bytes; the next run takes
// over the locks of the dead at once. A kill leaves locks and temporary files, and nothing else; a run that comes to
// its end an hour later leaves none. Kills come with a change in a folder of the archive (a name made, bytes written, a
// name changed) and up to some milliseconds after it, so no two runs are the same; the seed chooses the changes.
import type { JournalServer } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, it } from "vitest"
import { isSoak } from "../../../../packages/archive/test/reliability/counts.ts"
import { killedCompact } from "./killed-compact.ts"
import { killedExport } from "./killed-export.ts"
import { killedImport } from "./killed-import.ts"
import { killedSync, serveAll } from "./killed-sync.ts"
import { counts, killed } from "./lanes.ts"

const TIMEOUT = isSoak ? 4 * 60 * 60_000 : 300_000

describe("killed in the middle", { timeout: TIMEOUT }, () => {
  const scope = Effect.runSync(Scope.make())
  let server: JournalServer
  beforeAll(async () => {
    server = await serveAll(scope)
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  it("sync has archived what it told, and the next sync goes on", () =>
    killed(
      "sync",
      killedSync(() => server)
    ))

  it("import has archived what it told, once, and the next import completes it", () =>
    killed("import", killedImport))

  it("compact keeps every snapshot, and the next compact completes it", () =>
    killed("compact", killedCompact))

  it("export leaves every file old or new and whole, and the next export is complete", () =>
    killed("export", killedExport))

  it("has proved what is published", () => counts.settle())
})
