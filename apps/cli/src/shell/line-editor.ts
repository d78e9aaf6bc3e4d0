// The line editor: Node's readline on the keyboard, with completion and history.
import { createInterface } from "node:readline"
import * as Effect from "effect/Effect"
import type { Completion } from "./completion.ts"
import { MOST_LINES } from "./history.ts"
import type { Keyboard } from "./keyboard.ts"

/** Input of the user: a line, Ctrl-C, or the end. */
export type Input =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "interrupt" }
  | { readonly kind: "end" }

interface LineEditor {
  /** The next input; shows the prompt unless a line was typed ahead. */
  readonly next: (prompt: string) => Effect.Effect<Input>
  /** Succeeds once Ctrl-C was pressed before the keyboard was passed to the running query. */
  readonly interrupted: Effect.Effect<undefined>
  /** Drops lines that were typed ahead. */
  readonly drop: () => void
  /** Replaces the newest entries with one, so that a statement of several lines is one entry. */
  readonly remember: (lines: number, entry: string | undefined) => void
}

interface EditorOptions {
  readonly keyboard: Keyboard
  readonly output: NodeJS.WriteStream
  /** Newest last. */
  readonly history: ReadonlyArray<string>
  readonly complete: (line: string) => Promise<Completion>
}

/** readline keeps its history on the interface, newest first; its types do not include it. */
const historyOf = (editor: object): Array<string> => {
  const history: unknown = Reflect.get(editor, "history")
  return Array.isArray(history) ? history : []
}

/** Edits lines until the scope closes. */
export const openLineEditor = (options: EditorOptions) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const editor = createInterface({
        input: options.keyboard.input,
        output: options.output,
        terminal: true,
        history: options.history.toReversed(),
        historySize: MOST_LINES,
        completer: (line: string, done: (error: null, completion: [Array<string>, string]) => void) => {
          const nothing: [Array<string>, string] = [[], line]
          options.complete(line).then(
            ([candidates, word]) => done(null, [[...candidates], word]),
            () => done(null, nothing)
          )
        }
      })
      const queue: Array<Input> = []
      let onInput: () => void = () => undefined
      let isClosed = false
      const put = (input: Input) => {
        queue.push(input)
        onInput()
      }
      editor.on("line", (text) => put({ kind: "line", text }))
      editor.on("SIGINT", () => put({ kind: "interrupt" }))
      editor.on("close", () => {
        isClosed = true
        put({ kind: "end" })
      })
      const next = (prompt: string) =>
        Effect.callback<Input>((resume) => {
          const take = () => {
            const input = queue.shift()
            if (input === undefined) return
            onInput = () => undefined
            // If the terminal is resized while a query runs, readline redraws its line, which must be empty.
            editor.setPrompt("")
            resume(Effect.succeed(input))
          }
          onInput = take
          if (queue.length === 0 && !isClosed) {
            editor.setPrompt(prompt)
            editor.prompt(true)
          }
          take()
          return Effect.sync(() => {
            onInput = () => undefined
          })
        })
      const interrupted = Effect.callback<undefined>((resume) => {
        const look = () => {
          if (queue.some(({ kind }) => kind === "interrupt")) resume(Effect.sync(drop))
        }
        onInput = look
        look()
        return Effect.sync(() => {
          onInput = () => undefined
        })
      })
      const drop = (): undefined => {
        queue.splice(0, queue.length, ...queue.filter(({ kind }) => kind === "end"))
        if (editor.line === "") return
        editor.write(null, { ctrl: true, name: "e" })
        editor.write(null, { ctrl: true, name: "u" })
      }
      const remember = (lines: number, entry: string | undefined) => {
        const history = historyOf(editor)
        history.splice(0, Math.min(lines, history.length))
        if (entry === undefined) return
        const again = history.indexOf(entry)
        if (again >= 0) history.splice(again, 1)
        history.unshift(entry)
      }
      return { editor, lines: { next, interrupted, drop, remember } satisfies LineEditor }
    }),
    ({ editor }) => Effect.sync(() => editor.close())
  ).pipe(Effect.map(({ lines }) => lines))
