// Runs system programs to their end: crontab, systemctl.
import { spawn } from "node:child_process"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { strings } from "../messages/strings.ts"

/** A schedule cannot be installed, removed or read. */
export class ScheduleFailed extends Data.TaggedError("ScheduleFailed")<{ readonly reason: string }> {
  override get message() {
    return this.reason
  }
}

interface ProgramEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program with a standard input and the locale C; fails with `ScheduleFailed` if it does not exist. */
export const runProgram = (program: string, words: ReadonlyArray<string>, input = "") =>
  Effect.callback<ProgramEnd, ScheduleFailed>((resume) => {
    const child = spawn(program, words, { env: { ...process.env, LC_ALL: "C" } })
    const said = { stdout: "", stderr: "" }
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        said[name] += text
      })
    child.on("error", (error) => {
      resume(Effect.fail(new ScheduleFailed({ reason: strings.schedule.noProgram(program, error.message) })))
    })
    child.on("close", (code) => resume(Effect.succeed({ code, ...said })))
    // The program may exit before it has read everything.
    child.stdin.on("error", () => undefined)
    child.stdin.end(input)
    return Effect.sync(() => void child.kill())
  })
