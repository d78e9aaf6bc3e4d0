// The parent's side of the sandbox worker: starts the process, talks to it, stops its query, and kills it if it does not
// stop.
//
// It gets no environment, no open files of this process, and its own process group, so Ctrl-C on the terminal
// reaches it only through this module. Gotcha: DuckDB stops only between steps of a query, and one step may take forever.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { Duplex } from "node:stream"
import { fileURLToPath } from "node:url"
import { DatabaseFailed, QueryRefused } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import { QueryStopped } from "../failures/query-stopped.ts"
import type { Limits } from "./limits.ts"
import { type Event, type Frame, frameReader, messageFrame, type Request } from "./protocol.ts"

const GRACE_MILLIS = 1000
/** The process may start on a busy machine, and the tables may be on a slow disk. */
const OPENING_MILLIS = 120_000

async function* framesOf(pipe: Duplex): AsyncGenerator<Frame> {
  const read = frameReader()
  try {
    for await (const piece of pipe) yield* read(piece)
  } catch {
    // A killed process breaks its pipe, which ends the frames.
  }
}

/** The worker's program, beside this program. */
const ownProgram = () => fileURLToPath(new URL("./sandbox-worker.mjs", import.meta.url))

const spawned = (program: string, isUnsafe: boolean): ChildProcess => {
  const { SystemRoot } = process.env
  const needed = SystemRoot === undefined ? {} : { SystemRoot }
  return spawn(process.execPath, [program], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: isUnsafe ? process.env : needed,
    detached: process.platform !== "win32",
    windowsHide: true
  })
}

const isEvent = (message: unknown): message is Event =>
  typeof message === "object" && message !== null && "kind" in message

/** Receives a text of the worker before the next one is read. */
type OnText<E, R> = (text: Uint8Array) => Effect.Effect<void, E, R>

export interface SandboxWorker {
  /** False once the process has ended; then a new one is needed. */
  readonly isAlive: () => boolean
  readonly end: Effect.Effect<void>
  /**
   * Sends a request, passes the text of the answer to `onText`, and returns the last event. Interruption stops the query.
   */
  readonly ask: <E = never, R = never>(
    request: Request,
    onText?: OnText<E, R>
  ) => Effect.Effect<Event, QueryRefused | DatabaseFailed | QueryStopped | E, R>
}

/** Starts a worker; it is killed when the scope closes. */
export const startSandboxWorker = Effect.fnUntraced(function* (
  limits: Limits,
  isUnsafe: boolean,
  program = ownProgram()
) {
  const child = yield* Effect.acquireRelease(
    Effect.sync(() => spawned(program, isUnsafe)),
    (started) => Effect.promise(() => killed(started))
  )
  const pipe = child.stdio[3]
  if (!(pipe instanceof Duplex)) return yield* Effect.die(new Error("the sandbox worker has no pipe"))
  let isAlive = true
  const died = () => {
    isAlive = false
  }
  child.once("exit", died)
  child.once("error", died)
  pipe.on("error", died)
  const frames = framesOf(pipe)
  let pending: Promise<IteratorResult<Frame>> | undefined

  const nextFrame = Effect.map(
    Effect.promise(() => {
      pending ??= frames.next()
      return pending
    }),
    (read): Frame | undefined => {
      pending = undefined
      return read.done === true ? undefined : read.value
    }
  )

  const ended = (event?: Extract<Event, { kind: "exceeded" }>): QueryStopped => {
    isAlive = false
    const { diskMegabytes, memoryMegabytes } = limits
    if (event?.what === "memory")
      return new QueryStopped({ reason: { code: "query_over_memory", megabytes: memoryMegabytes } })
    if (event?.what === "disk")
      return new QueryStopped({ reason: { code: "query_over_disk", megabytes: diskMegabytes } })
    const how = String(child.signalCode ?? child.exitCode ?? "no code")
    return new QueryStopped({ reason: { code: "query_process_ended", how } })
  }

  const ask: SandboxWorker["ask"] = <E, R>(request: Request, onText: OnText<E, R> = () => Effect.void) => {
    let isOpen = false
    let isHeld = false
    const converse = Effect.gen(function* () {
      if (!isAlive) return yield* ended()
      isOpen = true
      pipe.write(messageFrame(request))
      for (;;) {
        const frame = yield* nextFrame
        if (frame === undefined) {
          isOpen = false
          return yield* ended()
        }
        if (frame.kind === "text") {
          yield* onText(frame.bytes)
          continue
        }
        const event = frame.message
        if (!isEvent(event)) continue
        if (event.kind === "held") {
          isHeld = true
          continue
        }
        isOpen = false
        switch (event.kind) {
          case "exceeded":
            return yield* ended(event)
          case "refused":
            return yield* new QueryRefused({
              reason: event.reason,
              line: event.line,
              cause: new Error(event.words)
            })
          case "failed":
            return yield* new DatabaseFailed({
              reason: event.reason,
              kind: event.failure,
              cause: new Error(event.words)
            })
          case "bug":
            return yield* Effect.die(new Error(event.reason))
          default:
            return event
        }
      }
    })
    const millis = request.kind === "open" ? OPENING_MILLIS : limits.timeMillis
    const tooLong = Effect.sleep(millis).pipe(
      Effect.andThen(
        Effect.suspend(() =>
          isHeld
            ? Effect.never
            : Effect.fail(new QueryStopped({ reason: { code: "query_over_time", millis } }))
        )
      )
    )
    /** Stops a query whose caller is gone, and waits for its end. */
    const settled = Effect.gen(function* () {
      pipe.write(messageFrame({ kind: "stop" }))
      for (;;) {
        const frame = yield* nextFrame
        if (frame === undefined) return died()
        if (frame.kind === "message" && isEvent(frame.message) && frame.message.kind !== "held") return
      }
    })
    const settle = Effect.suspend(() => {
      if (!isOpen || !isAlive) return Effect.void
      return Effect.raceFirst(
        settled,
        Effect.andThen(
          Effect.sleep(GRACE_MILLIS),
          Effect.promise(() => killed(child))
        )
      )
    })
    return Effect.raceFirst(converse, tooLong).pipe(Effect.ensuring(settle))
  }

  const end = Effect.promise(() => killed(child))
  return { ask, end, isAlive: () => isAlive } satisfies SandboxWorker
})

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, "exit")
  child.kill("SIGKILL")
  await gone
}
