import { spawnSync } from "node:child_process"
import { chmodSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { binary, chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const folder = newFolder()
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0

const hasZsh = spawnSync("zsh", ["-c", "true"]).status === 0
const hasFish = spawnSync("fish", ["-c", "true"]).status === 0

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
  const { stdout } = spawnSync("bash", ["--norc", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}` }
  })
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

  const inBash = hasBash ? itInFull : it.skip
  inBash("knows the chats and instances of the archive that the line names", () => {
    const wrapper = join(folder, "chatledger")
    writeFileSync(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${binary}' "$@"\n`)
    chmodSync(wrapper, 0o755)
    const odd = { ...text("M2", "second"), chatId: "7900$(touch odd)@c.us" }
    writeFileSync(join(folder, "a.json"), reply(text("M1", "first"), odd))
    const place = ["--archive", "other"]
    expect(chatledger(folder, ["import", "a.json", "--instance", "1101000091", ...place]).code).toBe(0)
    expect(offered("stats", ...place, "--chat", "7900").map((word) => word.trim())).toEqual([
      "79000000091@c.us"
    ])
    expect(offered("stats", ...place, "--instance", "110").map((word) => word.trim())).toEqual(["1101000091"])
    expect(offered("stats", "--archive", "none", "--chat", "7900")).toEqual([])
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}` }
    writeFileSync(join(folder, "fish.fish"), scriptOf("fish"))
    if (hasFish) {
      const line = "complete -C 'chatledger stats --archive other --chat 79'"
      const { stdout } = spawnSync("fish", ["--no-config", "-c", `source fish.fish; ${line}`], {
        cwd: folder,
        encoding: "utf8",
        env
      })
      expect(stdout.split("\t")[0]).toBe("79000000091@c.us")
    }
    writeFileSync(join(folder, "_chatledger"), scriptOf("zsh"))
    if (hasZsh) expect(spawnSync("zsh", ["-n", "_chatledger"], { cwd: folder }).status).toBe(0)
  })
})
