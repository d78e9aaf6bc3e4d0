// The process of the sandbox: the only place where the user's SQL runs.
//
// It opens the tables read-only, blocks all other access of DuckDB, and answers one query at a time. It watches its
// memory and disk and ends itself beyond its limits, and when its parent has ended. It ends by being
// killed, because some DuckDB operations cannot be stopped. Gotcha: a write to standard output would block here
// while nobody reads, and with it every `stop`; so it uses a separate pipe.
import { readdirSync, statSync, writeFileSync, writeSync } from "node:fs"
import { Socket } from "node:net"
import { join } from "node:path"
import {
  checkedQuery,
  type Database,
  DatabaseFailed,
  lock,
  newestRequest,
  openDatabase,
  QueryRefused,
  query
} from "@chatledger/analytics"
import {
  attachAnswer,
  type CacheState,
  makeNamedViews,
  readState,
  sessionSql,
  writeAnswer
} from "@chatledger/analytics/internal"
import { type DuckDBValue, listValue } from "@duckdb/node-api"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import { clocksOf, writeResult } from "../output/text-formats.ts"
import { nameAs, unseenBy } from "../tables/naming.ts"
import { namesOf } from "./completion-names.ts"
import { databaseMegabytes } from "./limits.ts"
import { type Event, frameReader, messageFrame, type Query, type Request, textFrame } from "./protocol.ts"
import { runAnything } from "./unsafe.ts"

const PIPE = 3
const WATCH_MILLIS = 40
const MEGABYTE = 1024 * 1024

const pipe = new Socket({ fd: PIPE, readable: true, writable: true })

const end = () => process.kill(process.pid, "SIGKILL")

const send = (frame: Buffer) =>
  Effect.callback<void>((resume) => {
    pipe.write(frame, () => resume(Effect.void))
  })

const tell = (event: Event) => send(messageFrame(event))

type Opening = Extract<Request, { kind: "open" }>

const sizeOf = (path: string): number => {
  try {
    const found = statSync(path)
    if (!found.isDirectory()) return found.size
    return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
  } catch {
    return 0
  }
}

const endExceeding = (what: "memory" | "disk") => {
  try {
    writeSync(PIPE, messageFrame({ kind: "exceeded", what }))
  } finally {
    end()
  }
}

const watch = ({ memoryMegabytes, diskMegabytes, spill, keepIn }: Opening) => {
  const folders = keepIn === undefined ? [spill] : [spill, keepIn]
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryMegabytes * MEGABYTE) endExceeding("memory")
    if (folders.reduce((sum, folder) => sum + sizeOf(folder), 0) > diskMegabytes * MEGABYTE)
      endExceeding("disk")
  }, WATCH_MILLIS)
}

const madeTables: CacheState = { kind: "good", loaded: new Set() }

const open = Effect.fnUntraced(function* (request: Opening) {
  const database = yield* openDatabase(request.file, {
    isReadOnly: true,
    memoryLimit: `${databaseMegabytes(request)}MB`,
    temporaryFolder: request.spill,
    settings: {
      max_temp_directory_size: `${request.diskMegabytes}MB`,
      ...(request.isUnsafe
        ? {
            autoinstall_known_extensions: "true",
            autoload_known_extensions: "true",
            allow_community_extensions: "true"
          }
        : {})
    }
  })
  const state = request.isCache ? yield* readState(database) : madeTables
  if (state.kind !== "good") {
    yield* tell({ kind: "opened", state: "outdated" })
    return undefined
  }
  const newest = yield* newestRequest(database)
  yield* nameAs(database, request.naming)
  yield* makeNamedViews(database)
  const unseen = yield* unseenBy(database, request.naming)
  if (request.keepIn !== undefined) yield* attachAnswer(database, { folder: request.keepIn })
  if (request.isUnsafe) yield* database.run(sessionSql(request.timeZone))
  else yield* lock(database, request.timeZone, request.folders)
  yield* tell({
    kind: "opened",
    state: "good",
    loaded: [...state.loaded],
    newestRequest: newest.getTime(),
    unseen
  })
  return { database, isUnsafe: request.isUnsafe, timeZone: request.timeZone }
})

interface Session {
  readonly database: Database
  readonly isUnsafe: boolean
  readonly timeZone: string
}

const values = (parameters: Query["parameters"]): Readonly<Record<string, DuckDBValue>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null ? listValue([...value]) : value
    ])
  )

const answer = Effect.fnUntraced(function* (session: Session, request: Extract<Request, { kind: "ask" }>) {
  const begun = performance.now()
  const parameters = values(request.query.parameters)
  const { database } = session
  const isUntrusted = !request.isOurs && !session.isUnsafe
  const clocks = clocksOf(request.format, session.timeZone)
  const sql = isUntrusted ? yield* checkedQuery(database, request.query.sql, parameters) : request.query.sql
  const result =
    session.isUnsafe && !request.isOurs
      ? yield* runAnything(database, sql, parameters, clocks)
      : yield* query(database, sql, parameters, clocks)
  yield* tell({ kind: "held" })
  const millis = performance.now() - begun
  let rows = 0
  const next = Effect.tap(result.next, (chunk) =>
    Effect.sync(() => {
      rows += chunk?.length ?? 0
    })
  )
  yield* writeResult({ ...result, next }, request.format, request.options, (text) =>
    text === "" ? Effect.void : send(textFrame(text))
  )
  yield* tell({ kind: "done", rows: rows + (yield* result.rest), millis })
})

const keep = Effect.fnUntraced(function* ({ database, isUnsafe }: Session, request: Query) {
  const begun = performance.now()
  const parameters = values(request.parameters)
  const sql = isUnsafe ? request.sql : yield* checkedQuery(database, request.sql, parameters)
  yield* writeAnswer(database, sql, parameters)
  yield* tell({ kind: "done", rows: 0, millis: performance.now() - begun })
})

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : "")

const failure = (cause: Cause.Cause<unknown>): Event => {
  if (Cause.hasInterrupts(cause)) return { kind: "stopped" }
  const error = Cause.squash(cause)
  if (error instanceof QueryRefused)
    return { kind: "refused", reason: error.reason, line: error.line, words: wordsOf(error.cause) }
  if (error instanceof DatabaseFailed)
    return { kind: "failed", reason: error.reason, failure: error.kind, words: wordsOf(error.cause) }
  return { kind: "bug", reason: error instanceof Error ? error.message : String(error) }
}

const scope = Scope.makeUnsafe()
let session: Session | undefined
let running: Fiber.Fiber<void, unknown> | undefined

const handle = (request: Request) =>
  Effect.gen(function* () {
    if (request.kind === "open") session = yield* Scope.provide(open(request), scope)
    else if (session === undefined) yield* tell({ kind: "bug", reason: "nothing is open" })
    else if (request.kind === "ask") yield* answer(session, request)
    else if (request.kind === "keep") yield* keep(session, request.query)
    else if (request.kind === "names") yield* tell({ kind: "names", names: yield* namesOf(session.database) })
  })

const isRequest = (message: unknown): message is Request =>
  typeof message === "object" && message !== null && "kind" in message

const read = frameReader()
pipe.on("data", (piece) => {
  for (const frame of read(piece)) {
    if (frame.kind !== "message" || !isRequest(frame.message)) continue
    const request = frame.message
    if (request.kind === "stop") {
      if (running !== undefined) Effect.runFork(Fiber.interrupt(running))
      continue
    }
    if (request.kind === "open") watch(request)
    running = Effect.runFork(handle(request))
    // An interrupted fiber sends no event itself.
    running.addObserver((exit) => {
      if (Exit.isFailure(exit)) Effect.runFork(tell(failure(exit.cause)))
    })
  }
})
pipe.on("close", end)
pipe.on("end", end)
pipe.on("error", end)
process.on("SIGINT", () => undefined)
try {
  // If memory still runs out, Linux should end this process and no other.
  writeFileSync("/proc/self/oom_score_adj", "1000")
} catch {
  // Other systems.
}
