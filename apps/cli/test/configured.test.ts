// What the configuration says in the place of flags: defaults for every command, and named exports.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { type ConfigOption, defaultOptions, exportOptions, takers } from "../src/invocation/config-options.ts"
import { configuredWords } from "../src/invocation/configured-words.ts"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const wordsWith = (json: object, ...words: ReadonlyArray<string>) =>
  configuredWords(words, () => ({ path: "/office/chatledger.config.json", json })).words

const helps = new Map<string, string>()

const helpOf = (command: string) => {
  const help = helps.get(command) ?? chatledger(".", [command, "--help"]).stdout
  helps.set(command, help)
  return help
}

describe("defaults of the configuration", () => {
  const defaults = {
    locale: "ru",
    timeZone: "Europe/Moscow",
    names: ["names.csv", "/all/names.csv"],
    people: true,
    csvProfile: "excel-ru",
    output: "files"
  }

  it("are appended to the command, with paths from the folder of the configuration", () => {
    expect(wordsWith({ defaults }, "--log-level", "debug", "sql", "select 1")).toEqual([
      ...["--log-level", "debug", "sql", "--locale=ru", "--tz=Europe/Moscow"],
      ...[
        "--names=/office/names.csv",
        "--names=/all/names.csv",
        "--people",
        "--csv-profile=excel-ru",
        "select 1"
      ]
    ])
    expect(wordsWith({ defaults }, "verify")).toEqual(["verify", "--locale=ru"])
    expect(wordsWith({ defaults }, "export")).toContain("--out=/office/files")
    expect(wordsWith({ defaults })).toEqual([])
    expect(wordsWith({ defaults }, "--help")).toEqual(["--help"])
  })

  it("give way to flags, each for itself", () => {
    const words = [
      "export",
      "--tz",
      "UTC",
      "--names=own.csv",
      "--no-people",
      "-o",
      "there",
      "--csv-profile",
      "rfc4180"
    ]
    expect(wordsWith({ defaults }, ...words)).toEqual(["export", "--locale=ru", ...words.slice(1)])
    expect(wordsWith({ defaults: { timeZone: "UTC" } }, "sql", "--", "--tz")).toEqual([
      "sql",
      "--tz=UTC",
      "--",
      "--tz"
    ])
  })

  it("of a wrong kind are left to the command to refuse", () => {
    for (const wrong of [
      { timeZone: 1 },
      { names: "a" },
      { csvProfile: "excel" },
      { people: "yes" },
      { locale: "fr" }
    ])
      expect(wordsWith({ defaults: wrong }, "export")).toEqual(["export"])
    for (const json of [{ defaults: [] }, { defaults: null }, { exports: 1 }, []])
      expect(wordsWith(json, "export", "weekly")).toEqual(["export", "weekly"])
  })

  it("are of every command that has the flag", () => {
    const commands = [...helpOf("").matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name ?? "")
    const withoutDefaults = ["demo", "init", "doctor", "schedule", "forget"]
    for (const [key, { flag }] of Object.entries<ConfigOption>(defaultOptions)) {
      if (key === "locale") continue
      const having = commands.filter(
        (name) => !withoutDefaults.includes(name) && new RegExp(`^ {2}--${flag}\\b`, "m").test(helpOf(name))
      )
      const taking = takers[key as keyof typeof takers]
      expect([key, having.filter((name) => key !== "output" || name === "export").toSorted()]).toEqual([
        key,
        taking.toSorted()
      ])
    }
  })
})

describe("a named export", () => {
  const exports = {
    weekly: {
      format: "xlsx,csv",
      table: ["chats", "messages"],
      last: "7d",
      keyFile: "a.key",
      output: "weekly",
      pseudonymize: true,
      force: false
    },
    asked: { query: "select $chat", param: { chat: "a=b" } }
  }

  it("is its flags, and flags that are given win, with what they rule out", () => {
    expect(wordsWith({ exports }, "export", "--quiet", "weekly")).toEqual([
      ...[
        "export",
        "--format=xlsx,csv",
        "--out=/office/weekly",
        "--table=chats",
        "--table=messages",
        "--last=7d"
      ],
      ...["--pseudonymize", "--key-file=/office/a.key", "--quiet", "weekly"]
    ])
    const given = [
      "export",
      "weekly",
      "--from",
      "2026-01-01",
      "--table",
      "polls",
      "--no-pseudonymize",
      "-o",
      "out"
    ]
    expect(wordsWith({ exports }, ...given)).toEqual([
      "export",
      "--format=xlsx,csv",
      "--key-file=/office/a.key",
      ...given.slice(1)
    ])
    expect(wordsWith({ exports }, "export", "asked", "--table", "polls")).toEqual([
      ...["export", "--param=chat=a=b", "--out=chatledger-export/asked", "asked", "--table", "polls"]
    ])
    expect(wordsWith({ exports, defaults: { output: "files" } }, "export", "asked")).toContain(
      "--out=/office/files/asked"
    )
  })

  it("is found behind flags with values, and is no value of theirs", () => {
    expect(wordsWith({ exports }, "export", "--table", "weekly")).toEqual(["export", "--table", "weekly"])
    expect(wordsWith({ exports }, "export", "--archive", "asked", "--people", "weekly")).toContain(
      "--last=7d"
    )
  })

  it("knows every flag of export", () => {
    // `--ddl` writes no file.
    const common = ["archive", "config", "cache", "wait", "strict", "quiet", "log-format", "progress", "ddl"]
    const global = ["help", "version", "completions", "log-level", "locale"]
    const flags = [...helpOf("export").matchAll(/^ {2}--([\w-]+)(.*)$/gm)]
      .filter(([, name = ""]) => ![...common, ...global].includes(name))
      .map(([, name, rest = ""]) => [name, !/^(, -\w)? (?:[A-Z]|choice|key=value)/.test(rest)])
    const known = Object.values<ConfigOption>(exportOptions).map(({ flag, kind }) => [
      flag,
      kind === "switch"
    ])
    expect(flags.toSorted()).toEqual(known.toSorted())
  })
})

describe("a configuration with defaults", () => {
  const office = (config: object) => {
    const folder = newFolder()
    writeFileSync(join(folder, "reply.json"), reply(text("A", "hello")))
    expect(chatledger(folder, ["import", "--instance", "1101000001", "reply.json"]).code).toBe(0)
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify(config, null, 2))
    return folder
  }

  it("sets language and files, and exports by name", () => {
    const folder = office({
      defaults: { locale: "ru", timeZone: "Asia/Tokyo", csvProfile: "excel-eu" },
      exports: { chats: { table: ["chats"], format: "csv" } }
    })
    const { code, stderr } = chatledger(folder, ["export", "chats"])
    expect([code, stderr]).toEqual([0, expect.stringContaining("время — в часовом поясе Asia/Tokyo\n")])
    expect(readFileSync(join(folder, "chatledger-export/chats/chats.csv"), "utf8")).toContain(
      "instance_id;chat_id;"
    )
    const english = chatledger(folder, [
      "export",
      "chats",
      "--locale",
      "en",
      "--csv-profile",
      "rfc4180",
      "-o",
      "en"
    ])
    expect(english.stderr).toContain("times are in Asia/Tokyo\n")
    expect(readFileSync(join(folder, "en/chats.csv"), "utf8")).toContain("instance_id,chat_id,")
    const doctor = chatledger(folder, ["doctor", "--format", "json"])
    expect(JSON.parse(doctor.stdout)).toContainEqual(
      expect.objectContaining({
        subject: "defaults",
        check: "timeZone",
        found: "Asia/Tokyo",
        source: "chatledger.config.json"
      })
    )
  })

  it("is refused with its place by every command that would follow it, also where the archive is named", () => {
    const wrong = (config: object, ...words: ReadonlyArray<string>) => {
      const { code, stderr } = chatledger(office(config), words)
      expect(code).toBe(2)
      return stderr
    }
    expect(
      wrong({ defaults: { timeZone: "Mars" } }, "stats", "messages_by_chat", "--archive", "archive")
    ).toContain("`defaults.timeZone` must be an IANA time zone, such as Europe/Moscow (line 3, column 17)")
    expect(wrong({ defaults: { csvProfile: "excel" } }, "sql", "select 1")).toContain(
      "`defaults.csvProfile` must be one of rfc4180, excel-us, excel-eu, excel-ru (line 3, column 19)"
    )
    expect(wrong({ exports: { a: { people: 1 } } }, "export", "a")).toContain(
      "must be true or false (line 4, column 17)"
    )
    expect(wrong({ exports: { "a b": {} } }, "export")).toContain(
      "names in `exports` may contain only letters"
    )
    expect(wrong({ exports: { weekly: {}, monthly: {} } }, "export", "weakly")).toBe(
      "chatledger: chatledger.config.json has no export weakly: did you mean weekly?\n"
    )
    expect(wrong({ exports: { weekly: {} } }, "export", "xyz")).toContain(
      "has no export xyz: the exports are weekly"
    )
    expect(wrong({}, "export", "weekly")).toContain("has no `exports`, so there is no export weekly")
  })
})
