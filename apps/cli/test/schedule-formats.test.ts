// What a schedule is given to systems: read by their own tools where they are, run by a shell, and of odd paths.
import { spawnSync } from "node:child_process"
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { CronExpressionParser, CronFileParser } from "cron-parser"
import { describe, expect, it, type TestContext } from "vitest"
import { cronLine, ownerIn, withLine, withoutLine } from "../src/schedule/cron.ts"
import { minutesOf, type Plan } from "../src/schedule/plan.ts"
import { systemdUnits } from "../src/schedule/systemd.ts"
import { windowsTask, windowsTaskFile } from "../src/schedule/windows.ts"
import { newFolder } from "./command.ts"

const every = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440]

const has = (program: string) => spawnSync(program, ["--version"]).error === undefined

/** A program that notes what it is asked for, and ends with the code that is wanted of it. */
const stub = `#!/bin/sh
echo "$*" >> asked
eval "exit \\$$1"
`

/** A plan in a folder of that name, for a stub in place of chatledger. */
const planIn = (name: string, more: Partial<Plan> = {}): Plan => {
  const folder = join(newFolder(), name)
  mkdirSync(folder)
  const program = join(folder, "chat ledger")
  writeFileSync(program, stub)
  chmodSync(program, 0o755)
  const names = join(folder, "the names.csv")
  return {
    name: "chatledger",
    folder,
    owner: join(folder, "chatledger.config.json"),
    minutes: 60,
    sync: [program, "sync", "--quiet"],
    exports: [
      [program, "export", "--names", names],
      [program, "weekly", "--quiet"]
    ],
    ...more
  }
}

/** What cron gives to the shell: everything up to a bare `%`, and `\%` as `%`. */
const commandOfCron = (line: string): string => {
  const [, command = ""] = /^(?:\S+ ){5}(.*)$/.exec(line) ?? []
  const [upToPercent = ""] = /^(?:[^%\\]|\\.)*/.exec(command) ?? []
  return upToPercent.replaceAll("\\%", "%")
}

/** What systemd gives to the shell, by systemd.service(5): one word in quotes, with escapes, `%%` and `$$`. */
const commandOfUnit = (text: string): string => {
  const [, word = ""] = /^ExecStart=\/bin\/sh -c "(.*)"$/m.exec(text) ?? []
  return word.replaceAll("%%", "%").replace(/\\(.)/g, "$1").replaceAll("$$", "$")
}

const folders = ["plain", "with blanks and 50%", 'it\'s "quoted" $HOME \\ `id`', "Отчёты"]

const unitOf = (plan: Plan) => systemdUnits(plan)[0]?.text ?? ""

describe.skipIf(process.platform === "win32")("a scheduled job", () => {
  for (const [system, commandOf] of [
    ["cron", (plan: Plan) => commandOfCron(cronLine(plan))],
    ["systemd", (plan: Plan) => commandOfUnit(unitOf(plan))]
  ] as const)
    for (const name of folders)
      it(`of ${system} in a folder called ${name} exports whatever became of the sync, and ends with what failed`, () => {
        const plan = planIn(name)
        const run = (codes: Readonly<Record<string, string>>) => {
          const cwd = system === "cron" ? "/" : plan.folder
          const env = { PATH: "/usr/bin:/bin", ...codes }
          return spawnSync("/bin/sh", ["-c", commandOf(plan)], { cwd, env, encoding: "utf8" })
        }
        const codes = { sync: "0", export: "0", weekly: "0" }
        expect(run(codes)).toMatchObject({ status: 0, stderr: "" })
        expect(run({ ...codes, sync: "4" }).status).toBe(4)
        expect(run({ ...codes, sync: "4", export: "7" }).status).toBe(7)
        expect(run({ ...codes, sync: "3", weekly: "2" }).status).toBe(2)
        const asked = readFileSync(join(plan.folder, "asked"), "utf8").trim().split("\n")
        expect(asked).toHaveLength(4 * 3)
        expect(asked.slice(0, 3)).toEqual([
          "sync --quiet",
          `export --names ${join(plan.folder, "the names.csv")}`,
          "weekly --quiet"
        ])
      })

  it("fails where its folder is gone", () => {
    const command = commandOfCron(cronLine({ ...planIn("a"), folder: "/none/such" }))
    expect(spawnSync("/bin/sh", ["-c", command]).status).not.toBe(0)
  })
})

describe("a crontab", () => {
  it("has the job at every interval, as another reader of crontabs understands it", () => {
    for (const minutes of every) {
      const plan = planIn("50% of it", { minutes })
      const file = join(plan.folder, "crontab")
      writeFileSync(file, withLine("MAILTO=office@example.org\n# mine\n5 4 * * 0 backup\n", plan))
      const { errors, expressions, variables } = CronFileParser.parseFileSync(file)
      expect([errors, variables]).toEqual([{}, { MAILTO: "office@example.org" }])
      expect(expressions).toHaveLength(2)
      const times = CronExpressionParser.parse(cronLine(plan).split(" ").slice(0, 5).join(" "), { tz: "UTC" })
      const starts = Array.from({ length: 300 }, () => times.next().getTime())
      const steps = starts.slice(1).map((start, i) => (start - (starts[i] ?? 0)) / 60_000)
      expect([minutes, new Set(steps)]).toEqual([minutes, new Set([minutes])])
    }
  })

  it("gets the line once, in the place of the one before, and loses it alone", () => {
    const plan = planIn("50%")
    const other = planIn("other", { name: "chatledger-club" })
    const mine = "# chatledger schedule chatledger of nobody\n7 * * * * backup\n"
    const once = withLine(withLine(mine, plan), other)
    expect(once.split("\n")).toHaveLength(5)
    const twice = withLine(once, { ...plan, minutes: 30 })
    expect(twice.replace("*/30 * * * *", "7 * * * *")).toBe(once)
    expect([ownerIn(twice, "chatledger"), ownerIn(twice, "chatledger-club")]).toEqual([
      plan.owner,
      other.owner
    ])
    expect(withoutLine(withoutLine(twice, "chatledger"), "chatledger-club")).toBe(mine)
    expect(ownerIn(mine, "chatledger")).toBeUndefined()
    expect(withLine("7 * * * * without an end", plan).split("\n")).toHaveLength(3)
  })
})

describe("units of systemd", () => {
  it("are what systemd-analyze verifies, at every interval and in any folder", (context: TestContext) => {
    context.skip(!has("systemd-analyze"), "systemd-analyze is not installed")
    for (const name of folders) {
      const plan = planIn(name)
      for (const { file, text } of systemdUnits(plan)) writeFileSync(join(plan.folder, file), text)
      const paths = systemdUnits(plan).map(({ file }) => join(plan.folder, file))
      const env = { PATH: process.env["PATH"], HOME: plan.folder, XDG_RUNTIME_DIR: plan.folder }
      const verified = spawnSync("systemd-analyze", ["verify", "--user", "--man=no", ...paths], {
        encoding: "utf8",
        env
      })
      expect([name, verified.status, verified.stderr]).toEqual([name, 0, ""])
    }
    for (const minutes of every) {
      const timer = systemdUnits(planIn("a", { minutes }))[1]?.text ?? ""
      const [, times = ""] = /^OnCalendar=(.*)$/m.exec(timer) ?? []
      const { status, stdout } = spawnSync("systemd-analyze", ["calendar", "--iterations=100", times], {
        encoding: "utf8",
        env: { PATH: process.env["PATH"], TZ: "UTC" }
      })
      expect([minutes, status]).toEqual([minutes, 0])
      const starts = [...stdout.matchAll(/(?:Next elapse|Iter\. #\d+): (?:\w+ )?(\S+ \S+) UTC/g)].map(
        ([, at]) => Date.parse(`${at?.replace(" ", "T")}Z`)
      )
      expect(starts.length).toBeGreaterThan(90)
      const steps = starts.slice(1).map((start, i) => (start - (starts[i] ?? 0)) / 60_000)
      expect([minutes, new Set(steps)]).toEqual([minutes, new Set([minutes])])
    }
  })
})

const windowsPlan: Plan = {
  name: "chatledger",
  folder: "C:\\Users\\Анна & Ко\\chatledger",
  owner: "C:\\Users\\Анна & Ко\\chatledger\\chatledger.config.json",
  minutes: 60,
  sync: ["C:\\Program Files\\nodejs\\node.exe", "C:\\npm\\main.mjs", "sync", "--quiet"],
  exports: [["C:\\Program Files\\nodejs\\node.exe", "C:\\npm\\main.mjs", "export", "--quiet"]]
}

describe("a task of Windows", () => {
  it("is UTF-16 with a mark, and has the shape of the schema", (context: TestContext) => {
    context.skip(!has("xmllint"), "xmllint is not installed")
    const schema = resolve(import.meta.dirname, "fixtures/windows-task.xsd")
    for (const minutes of every) {
      const bytes = windowsTaskFile({ ...windowsPlan, minutes })
      expect([...bytes.slice(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0])
      const linted = spawnSync("xmllint", ["--noout", "--schema", schema, "-"], {
        input: bytes,
        encoding: "utf8"
      })
      expect([linted.status, linted.stderr]).toEqual([0, "- validates\n"])
    }
    const bytes = windowsTaskFile(windowsPlan)
    const told = (path: string) =>
      spawnSync("xmllint", ["--xpath", `string(//*[local-name()='${path}'])`, "-"], {
        input: bytes,
        encoding: "utf8"
      }).stdout.trimEnd()
    expect(told("WorkingDirectory")).toBe(windowsPlan.folder)
    expect(told("Arguments")).toBe(
      '/d /v:on /s /c ""C:\\Program Files\\nodejs\\node.exe" C:\\npm\\main.mjs sync --quiet 2>> chatledger-schedule.log & set code=!errorlevel! & "C:\\Program Files\\nodejs\\node.exe" C:\\npm\\main.mjs export --quiet 2>> chatledger-schedule.log || set code=!errorlevel! & exit !code!"'
    )
  })

  it("has the interval, and begins as the others do", () => {
    const told = (minutes: number) => {
      const task = windowsTask({ ...windowsPlan, minutes })
      return [
        /<Interval>(.*)<\/Interval>/.exec(task)?.[1],
        /<StartBoundary>2026-01-01T(.*)<\/StartBoundary>/.exec(task)?.[1]
      ]
    }
    expect([15, 180, 1440].map(told)).toEqual([
      ["PT15M", "00:00:00"],
      ["PT3H", "00:07:00"],
      ["P1D", "04:07:00"]
    ])
  })
})

describe("an interval", () => {
  it("is one that a calendar can hold, or none", () => {
    expect(every.map((minutes) => minutesOf(minutes * 60_000))).toEqual(every)
    expect([1, 7, 45, 90, 300, 2880].map((minutes) => minutesOf(minutes * 60_000))).toEqual(
      Array.from({ length: 6 }, () => undefined)
    )
  })
})
