// Questions at a terminal, asked on standard error, so that standard output stays for data.
//
// Secrets are not echoed and not kept in a history. Ctrl-C ends the command, as a signal does. Gotcha: the terminal
// is in raw mode while a question is open, where Ctrl-C is a key; between questions it is a signal again.
import { createInterface } from "node:readline"
import { Writable } from "node:stream"
import * as Effect from "effect/Effect"
import { harmless } from "./text.ts"

/** True if the user can be asked: standard input and standard error are a terminal. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Standard error, muted while a secret is typed. */
class Screen extends Writable {
  isSilent = false
  get columns() {
    return process.stderr.columns
  }
  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void) {
    if (!this.isSilent) process.stderr.write(chunk)
    done()
  }
}

/** A trimmed line; interrupts the command on Ctrl-C and at the end of input. */
const ask = (question: string, isSecret: boolean): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const screen = new Screen()
    const lines = createInterface({ input: process.stdin, output: screen, terminal: true, historySize: 0 })
    const leave = () => {
      process.stderr.write("\n")
      finish(Effect.interrupt)
    }
    // Removes only its own listener: readline removes its others when it closes.
    const close = () => {
      lines.off("close", leave)
      lines.close()
    }
    const finish = (answer: Effect.Effect<string>) => {
      close()
      resume(answer)
    }
    lines.on("SIGINT", leave)
    lines.on("close", leave)
    lines.question(`${harmless(question)} `, (text) => {
      if (isSecret) process.stderr.write("\n")
      finish(Effect.succeed(text.trim()))
    })
    screen.isSilent = isSecret
    return Effect.sync(close)
  })

/** A line; `usual` if it is empty. */
export const askLine = (question: string, usual = ""): Effect.Effect<string> =>
  Effect.map(ask(usual === "" ? `${question}:` : `${question} [${usual}]:`, false), (text) =>
    text === "" ? usual : text
  )

/** A line that is not echoed. */
export const askSecret = (question: string): Effect.Effect<string> => ask(`${question}:`, true)
