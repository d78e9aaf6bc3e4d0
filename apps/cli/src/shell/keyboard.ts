// Passes the keyboard to the line editor, the running query, or the pager.
//
// While a query runs, Ctrl-C stops it and other keys are kept for the next line. Gotcha: the terminal is always in raw
// mode, so Ctrl-C is a character and not a signal, also between lines.
import { PassThrough } from "node:stream"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

const CTRL_C = "\u0003"

export interface Keyboard {
  /** The input of the line editor. */
  readonly input: NodeJS.ReadableStream
  /** Runs an effect that Ctrl-C stops; undefined if it was stopped. `onStop` is called when the key is pressed. */
  readonly stoppable: <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    onStop: () => void
  ) => Effect.Effect<A | undefined, E, R>
  /** The next key, for a pager. */
  readonly key: Effect.Effect<string>
}

/** Takes over the keyboard of a terminal until the scope closes. */
export const takeKeyboard = (stdin: NodeJS.ReadStream): Effect.Effect<Keyboard, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const input = new PassThrough()
      let isRunning = false
      let ahead: Array<string> = []
      let onStop: () => void = () => undefined
      let onPressed: () => void = () => undefined
      let onKey: ((key: string) => void) | undefined
      const onData = (data: string) => {
        if (onKey !== undefined) onKey(data)
        else if (!isRunning) input.write(data)
        else if (data.includes(CTRL_C)) {
          ahead = []
          onPressed()
          onStop()
        } else ahead.push(data)
      }
      const onEnd = () => {
        onStop()
        onKey?.("q")
        input.end()
      }
      stdin.setEncoding("utf8")
      stdin.setRawMode(true)
      stdin.on("data", onData)
      stdin.on("end", onEnd)
      const stopped = Effect.callback<undefined>((resume) => {
        onStop = () => resume(Effect.succeed(undefined))
      })
      const stoppable: Keyboard["stoppable"] = (effect, whenStopped) =>
        Effect.suspend(() => {
          isRunning = true
          onPressed = whenStopped
          return Effect.raceFirst(effect, stopped)
        }).pipe(
          Effect.ensuring(
            Effect.sync(() => {
              isRunning = false
              onStop = () => undefined
              for (const data of ahead) input.write(data)
              ahead = []
            })
          )
        )
      const key = Effect.callback<string>((resume) => {
        onKey = (pressed) => {
          onKey = undefined
          resume(Effect.succeed(pressed))
        }
        return Effect.sync(() => {
          onKey = undefined
        })
      })
      const release = () => {
        stdin.off("data", onData)
        stdin.off("end", onEnd)
        stdin.setRawMode(false)
        stdin.pause()
      }
      return { keyboard: { input, stoppable, key }, release }
    }),
    ({ release }) => Effect.sync(release)
  ).pipe(Effect.map(({ keyboard }) => keyboard))
