// What the user sees besides data: notes, progress and errors, all on standard error.
//
// A note is a line; progress is one line that rewrites itself on a terminal, and a line a minute elsewhere.
// `--quiet` leaves only errors and partial failures, `--log-format json` makes every line a JSON object.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { harmless } from "./terminal-text.ts"

export interface ConsoleOptions {
  readonly quiet: boolean
  readonly json: boolean
  readonly progress: boolean
}

/** Where lines go; a test gives its own. */
export interface Stderr {
  readonly isTerminal: boolean
  readonly columns: number
  readonly write: (text: string) => void
}

export class Messages extends Context.Service<
  Messages,
  {
    /** Something worth knowing. */
    readonly note: (text: string) => Effect.Effect<void>
    /** Something that failed beside others that worked. */
    readonly warn: (text: string) => Effect.Effect<void>
    /** What ends the command. */
    readonly fail: (text: string) => Effect.Effect<void>
    /** How far a long piece of work is. */
    readonly progress: (text: string) => Effect.Effect<void>
  }
>()("chatledger/console/Messages") {}

const CLEAR_LINE = "\r\u001b[2K"
const MINUTE_MILLIS = 60_000

const make = (stderr: Stderr, options: ConsoleOptions, now: () => number): Messages["Service"] => {
  let isDrawn = false
  let lastLine = now()
  const clear = () => {
    if (isDrawn) stderr.write(CLEAR_LINE)
    isDrawn = false
  }
  const line = (level: string, text: string) => {
    clear()
    const said = harmless(text)
    stderr.write(options.json ? `${JSON.stringify({ level, message: said })}\n` : `${said}\n`)
  }
  const progress = (text: string) => {
    if (options.quiet || !options.progress) return
    if (stderr.isTerminal && !options.json) {
      stderr.write(`${CLEAR_LINE}${harmless(text).slice(0, stderr.columns - 1)}`)
      isDrawn = true
    } else if (now() - lastLine >= MINUTE_MILLIS) {
      lastLine = now()
      line("progress", text)
    }
  }
  return {
    note: (text) => Effect.sync(() => (options.quiet ? undefined : line("info", text))),
    warn: (text) => Effect.sync(() => line("warning", text)),
    fail: (text) => Effect.sync(() => line("error", options.json ? text : `chatledger: ${text}`)),
    progress: (text) => Effect.sync(() => progress(text))
  }
}

export const messagesLayer = (stderr: Stderr, options: ConsoleOptions, now: () => number = Date.now) =>
  Layer.succeed(Messages, make(stderr, options, now))
