import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"

const folder = newFolder()
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0

const scriptOf = (shell: string) => chatledger(folder, ["--completions", shell]).stdout

beforeAll(() => {
  writeFileSync(join(folder, "bash.sh"), scriptOf("bash"))
  writeFileSync(join(folder, "names.csv"), "id,name\n")
})

/** What bash offers for the last word of a line. */
const offered = (...words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const line = ["chatledger", ...words]
  const script = `source ./bash.sh
COMP_WORDS=(${line.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
COMP_LINE='${line.join(" ")}'; COMP_POINT=\${#COMP_LINE}
_chatledger chatledger '${line.at(-1)}' '${line.at(-2)}'; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = spawnSync("bash", ["--norc", "-c", script], { cwd: folder, encoding: "utf8" })
  return stdout.split("\n").filter((word) => word !== "")
}

describe("completion", () => {
  it.skipIf(!hasBash)("in bash knows statistics, tables, columns and files", () => {
    expect(offered("stats", "poll_t").map((word) => word.trim())).toEqual(["poll_turnout"])
    expect(offered("export", "--table", "poll_v").map((word) => word.trim())).toEqual(["poll_votes"])
    expect(offered("stats", "--sort", "median_seconds_to_r").map((word) => word.trim())).toEqual([
      "median_seconds_to_read"
    ])
    expect(offered("stats", "--names", "nam").map((word) => word.trim())).toEqual(["names.csv"])
  })

  it("in every shell names the statistics and asks for files", () => {
    for (const [shell, files] of [
      ["zsh", "_files"],
      ["fish", " -F"],
      ["powershell", "pathType = 'file'"]
    ] as const) {
      const script = scriptOf(shell)
      expect(script).toContain("poll_turnout")
      expect(script).toContain(files)
    }
  })
})
