// Output for the user besides data: notes, progress and errors, all on standard error.
//
// A note is a line; progress is one line that rewrites itself on a terminal, and a line a minute elsewhere.
// On a terminal, lines break between words. `--quiet` leaves only errors and partial failures, `--log-format json` makes every line a JSON object.
// Gotcha: file names and errors may contain terminal escapes, so everything goes through `harmless`.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { inWindow } from "./prose.ts"
import { harmless, onOneLine } from "./text.ts"
import { shortened } from "./width.ts"

/** The flags of every command that control this output. */
export interface ConsoleFlags {
  readonly quiet: boolean
  readonly logFormat: "text" | "json"
  readonly progress: boolean
}

export interface ConsoleOptions {
  readonly quiet: boolean
  readonly json: boolean
  readonly progress: boolean
}

/** The output for lines; tests replace it. */
interface Stderr {
  readonly isTerminal: boolean
  readonly columns: number
  readonly write: (text: string) => void
}

export type Level = "info" | "progress" | "warning" | "error"

/** The instance of the lines, in JSON; undefined by default. */
export const LoggedInstance = Context.Reference<string | undefined>("chatledger/console/LoggedInstance", {
  defaultValue: () => undefined
})

/** A line of JSON: time, level, instance, event and further fields. */
const jsonLine = (
  level: Level,
  event: string,
  instance: string | undefined,
  fields: Readonly<Record<string, unknown>>
): string =>
  `${JSON.stringify({ time: new Date().toISOString(), level, instance: instance ?? null, event, ...fields })}\n`

/** Default events by level. */
const usualEvents: Readonly<Record<Level, string>> = {
  info: "note",
  progress: "progress",
  warning: "warning",
  error: "error"
}

/** One line of standard error; `event` is for programs and appears only in JSON. */
export const lineOf = (
  level: Level,
  text: string,
  json: boolean,
  event = usualEvents[level],
  instance?: string
): string => {
  const said = harmless(text)
  if (json) return jsonLine(level, event, instance, { message: said })
  return level === "error" ? `chatledger: ${said}\n` : `${said}\n`
}

export class Messages extends Context.Service<
  Messages,
  {
    /** Writes useful information. */
    readonly note: (text: string, event?: string) => Effect.Effect<void>
    /** Reports a partial failure. */
    readonly warn: (text: string, event?: string) => Effect.Effect<void>
    /** Reports the error that ends the command. */
    readonly fail: (text: string, event?: string) => Effect.Effect<void>
    /** Writes the final result: an optional text for people, and fields for monitors in JSON. */
    readonly summary: (
      text: string | undefined,
      event: string,
      fields: Readonly<Record<string, unknown>>
    ) => Effect.Effect<void>
    /** Reports progress of long work. */
    readonly progress: (text: string) => Effect.Effect<void>
    /** Removes the progress line. */
    readonly clear: Effect.Effect<void>
  }
>()("chatledger/console/Messages") {}

const CLEAR_LINE = "\r\u001b[2K"
const MINUTE_MILLIS = 60_000

const make = (stderr: Stderr, options: ConsoleOptions): Messages["Service"] => {
  let isDrawn = false
  let underWay = ""
  let minutely: NodeJS.Timeout | undefined
  const erase = () => {
    if (isDrawn) stderr.write(CLEAR_LINE)
    isDrawn = false
  }
  const line = (level: Level, text: string, event?: string, instance?: string) => {
    erase()
    const written = lineOf(level, text, options.json, event, instance)
    stderr.write(stderr.isTerminal && !options.json ? inWindow(written, stderr.columns) : written)
  }
  const reported = (level: Level) => (text: string, event?: string) =>
    Effect.map(LoggedInstance, (instance) => line(level, text, event, instance))
  const progress = (text: string) => {
    if (options.quiet || !options.progress) return
    if (stderr.isTerminal && !options.json) {
      stderr.write(CLEAR_LINE + shortened(onOneLine(text), stderr.columns - 1))
      isDrawn = true
    } else {
      underWay = text
      minutely ??= setInterval(() => line("progress", underWay), MINUTE_MILLIS).unref()
    }
  }
  const summary = (text: string | undefined, event: string, fields: Readonly<Record<string, unknown>>) => {
    if (options.json) {
      erase()
      stderr.write(jsonLine("info", event, undefined, fields))
    } else if (text !== undefined && !options.quiet) line("info", text)
  }
  const clear = () => {
    erase()
    clearInterval(minutely)
    minutely = undefined
  }
  return {
    note: (text, event) => (options.quiet ? Effect.void : reported("info")(text, event)),
    warn: reported("warning"),
    fail: reported("error"),
    summary: (text, event, fields) => Effect.sync(() => summary(text, event, fields)),
    progress: (text) => Effect.sync(() => progress(text)),
    clear: Effect.sync(clear)
  }
}

export const messagesLayer = (stderr: Stderr, options: ConsoleOptions) =>
  Layer.succeed(Messages, make(stderr, options))
