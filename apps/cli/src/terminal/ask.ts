// Questions at a terminal, asked on standard error, so that standard output stays for data.
//
// What is secret is not shown, and no key brings it back. Ctrl-C ends the command, as a signal does. Gotcha: the terminal
// is in raw mode while a question is open, where Ctrl-C is a key; between questions it is a signal again.
import { createInterface } from "node:readline"
import { Writable } from "node:stream"
import * as Effect from "effect/Effect"
import { harmless } from "./text.ts"

/** True if someone can be asked: input and standard error are a terminal. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Standard error, silent while a secret is typed. */
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

/** A line without blanks around it; interrupts the command on Ctrl-C and at the end of input. */
const ask = (question: string, isSecret: boolean): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const screen = new Screen()
    const lines = createInterface({ input: process.stdin, output: screen, terminal: true, historySize: 0 })
    const leave = () => {
      process.stderr.write("\n")
      finish(Effect.interrupt)
    }
    // Only its own listener goes: readline takes its others off the keyboard when it closes.
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

/** A line; `usual` if nothing is typed. */
export const askLine = (question: string, usual = ""): Effect.Effect<string> =>
  Effect.map(ask(usual === "" ? `${question}:` : `${question} [${usual}]:`, false), (text) =>
    text === "" ? usual : text
  )

/** A line that is not shown. */
export const askSecret = (question: string): Effect.Effect<string> => ask(`${question}:`, true)
