// Help in a window: nobody scrolls sideways, and what is copied stays whole.
import { execFileSync } from "node:child_process"
import { displayWidth } from "effect/cli/CliOutput"
import { expect, it } from "vitest"
import { helpLines } from "../src/terminal/help-lines.ts"
import { binary } from "./command.ts"

it("wraps descriptions beneath themselves, below a name that is too long to stand beside them", () => {
  const page = [
    "USAGE",
    "  chatledger sums [flags] that is a command line and is not broken",
    "",
    "EXAMPLES",
    "  \u001b[2m# the sums of all of the chats of the archive\u001b[0m",
    "",
    "FLAGS",
    "  \u001b[32m--chat\u001b[0m CHAT                                     only this chat, by name or by number",
    "  --completions <bash|zsh|fish|powershell>        a script of the shell",
    "  --tz ZONE                                       поясе, в котором показано время"
  ].join("\n")
  expect(helpLines(page, 40)).toBe(
    [
      "USAGE",
      "  chatledger sums [flags] that is a command line and is not broken",
      "",
      "EXAMPLES",
      "  \u001b[2m# the sums of all of the chats of the",
      "  # archive\u001b[0m",
      "",
      "FLAGS",
      "  \u001b[32m--chat\u001b[0m CHAT  only this chat, by name",
      "               or by number",
      "  --completions <bash|zsh|fish|powershell>",
      "               a script of the shell",
      "  --tz ZONE    поясе, в котором показано",
      "               время"
    ].join("\n")
  )
})

it.each(["en", "ru"])("fits 80 columns, in %s, and has one line per flag where nobody looks", (locale) => {
  const words = ["export", "--help", "--locale", locale]
  const help = (columns: string) => {
    const env = { ...process.env, NO_COLOR: "1", COLUMNS: columns }
    return execFileSync(process.execPath, [binary, ...words], { encoding: "utf8", env }).trimEnd()
  }
  const wide = help("")
  const lines = help("80").split("\n")
  const isCommand = (line: string) => /^ {2}chatledger /.test(line)
  expect(lines.filter((line) => displayWidth(line) > 80 && !isCommand(line))).toEqual([])
  const told = (text: string) => text.split(/[\s#]+/).join(" ")
  expect(told(lines.join("\n"))).toBe(told(wide))
  expect(wide.match(/^ {2}--names FILE .*$/gm)).toHaveLength(1)
})
