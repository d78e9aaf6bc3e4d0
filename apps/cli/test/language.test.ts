// The language of the program: help, messages and sheets are Russian where it is asked for or the system is Russian.
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ExcelJS from "exceljs"
import { describe, expect, it } from "vitest"
import { binary, chatledger, newFolder } from "./command.ts"

const commands = [
  ...[
    "demo",
    "init",
    "doctor",
    "sync",
    "schedule",
    "import",
    "status",
    "verify",
    "compact",
    "prune",
    "forget"
  ],
  ...["export", "stats", "sql", "report", "serve"]
]

const help = (...words: ReadonlyArray<string>) => chatledger(".", [...words, "--help"]).stdout

/** Help without what is the same in every language: flags, command lines, names, and words that programs know. */
const prose = (text: string) =>
  text
    .split("\n")
    .filter((line) => !/^ {2}chatledger /.test(line) && !/^ {2}\w+$/.test(line))
    .map((line) =>
      line
        .replace(/^ {2}--?[\w-]+(, -\w)?( [^ ]+)? {2,}/, "")
        .replace(/^ {2}\w+(\.\.\.)?( [^ ]+)? {2,}/, "")
        .replace(/\((choices|одно из): [^)]*\)/, "")
        .replace(/`[^`]*`|--?[a-z][\w-]*|\S*[/_.:=@]\S*/gi, "")
    )
    .join("\n")

describe("help in Russian", () => {
  for (const command of [[], ...commands.map((name) => [name])])
    it(`of ${["chatledger", ...command].join(" ")} holds no English sentence`, () => {
      const text = prose(help("--locale", "ru", ...command))
      expect(text).toMatch(/[А-Яа-я]{4}/)
      expect(text.match(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/gi) ?? []).toEqual([])
      expect(text).not.toMatch(/USAGE|FLAGS|DESCRIPTION|EXAMPLES|SUBCOMMANDS|\(optional\)|\(choices/)
    })

  it("has a line of Russian for every flag and every command", () => {
    for (const command of ["", ...commands]) {
      const lines = help("--locale", "ru", ...(command === "" ? [] : [command])).split("\n")
      for (const line of lines.filter((each) => /^ {2}(--|[a-z]+ {2,})/.test(each)))
        expect(line, `chatledger ${command}`).toMatch(/[А-Яа-яё]{3}/)
    }
  })
})

describe("the language", () => {
  const folder = newFolder()
  const speaking = (variables: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) =>
    spawnSync(process.execPath, [binary, ...words], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], TZ: "UTC", ...variables }
    })

  it("is that of the system, by LC_ALL, then LC_MESSAGES, then LANG, unless --locale names one", () => {
    const of = (variables: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) =>
      speaking(variables, ...words, "--help").stdout.startsWith("ОПИСАНИЕ") ? "ru" : "en"
    expect(of({})).toBe("en")
    expect(of({ LANG: "ru_RU.UTF-8" })).toBe("ru")
    expect(of({ LANG: "ru_RU.UTF-8", LC_MESSAGES: "C" })).toBe("en")
    expect(of({ LANG: "C", LC_ALL: "ru_RU.UTF-8" })).toBe("ru")
    expect(of({ LANG: "run_BI" })).toBe("en")
    expect(of({ LANG: "ru_RU.UTF-8" }, "--locale", "en")).toBe("en")
    expect(of({ LANG: "en_US.UTF-8" }, "verify", "--locale=ru")).toBe("ru")
  })

  it("is that of errors, which say what to do, with the same exit codes", () => {
    const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, number, RegExp]> = [
      [["verify", "--archive", "none"], 2, /архива none нет: укажите другой через --archive/],
      [["verfy"], 2, /нет команды verfy; может быть, verify\?/],
      [["export", "--fromat", "csv"], 2, /нет такого флага: --fromat; может быть, --format, --from\?/],
      [["export", "--from", "soon"], 2, /--from soon — не время: укажите 2026-01-31/],
      [
        ["export", "--names", "none.csv"],
        2,
        /имена в none\.csv: не удалось прочитать: файл или папка не существует/
      ],
      [["stats", "poll_resuts"], 2, /нет статистики poll_resuts: может быть, poll_results/],
      [["search", "лифт", "--limit", "много"], 2, /--limit: значение "много" не подходит; ожидается: число/],
      [["search", "лифт", "--limit", "1.5"], 2, /ожидается: целое число/],
      [["sync"], 2, /не настроен ни один инстанс/],
      [["import", "none.json", "--instance", "1101000001"], 3, /такого файла нет/]
    ]
    for (const [words, code, said] of wrong) {
      const ran = speaking({ LC_ALL: "ru_RU.UTF-8" }, ...words)
      expect(ran.stderr, words.join(" ")).toMatch(said)
      expect(ran.status, words.join(" ")).toBe(code)
      expect(ran.stderr.replace(/`[^`]*`/g, "")).not.toMatch(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/)
    }
  })

  it("does not change what programs read: JSON of standard error, names of columns, values", () => {
    const ran = speaking({ LC_ALL: "ru_RU.UTF-8" }, "verify", "--archive", "none", "--log-format", "json")
    expect(JSON.parse(ran.stderr)).toMatchObject({
      level: "error",
      message: expect.stringMatching(/^there is no archive at none/)
    })
  })

  it("is that of what was wrong with a record, with the number of the record and the field, here and in a workbook", async () => {
    const record = { type: "incoming", idMessage: "A", timestamp: 1_767_600_000, chatId: "79000000001@c.us" }
    writeFileSync(
      join(folder, "odd.json"),
      JSON.stringify([{ ...record, typeMessage: "textMessage", textMessage: ["odd"] }, record, "odd"])
    )
    const words = [
      "import",
      "odd.json",
      "--archive",
      "odd",
      "--instance",
      "1101000001",
      "--journal",
      "incoming"
    ]
    const ran = speaking({ LC_ALL: "ru_RU.UTF-8" }, ...words, "--requested-at", "2026-01-06T00:00:00Z")
    expect(ran.stderr.match(/запись .*/g)).toEqual([
      "запись 1: Тип значения в поле не соответствует документации; значение сохранено в extra: textMessage (field_type)",
      "запись 2: У записи нет typeMessage, или это не текст: typeMessage (missing_type_message)",
      "запись 3: Запись — не объект (null, число, текст, список) (not_an_object)"
    ])
    expect(ran.status).toBe(3)
    const exported = [
      "export",
      "--format",
      "xlsx",
      "--sheets",
      "issues",
      "--archive",
      "odd",
      "-o",
      "odd.xlsx"
    ]
    expect(speaking({ LC_ALL: "ru_RU.UTF-8" }, ...exported, "--tz", "UTC").status).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(folder, "odd.xlsx"))
    const rows = workbook.getWorksheet("Замечания")?.getSheetValues().slice(2)
    expect(rows?.map((row) => (Array.isArray(row) ? [row[1], row[3]] : row))).toEqual([
      [1, "textMessage"],
      [2, "typeMessage"],
      [3, undefined]
    ])
  })

  it("counts as the language does, and names the sheets of a workbook", async () => {
    const ru = { LC_ALL: "ru_RU.UTF-8" }
    expect(speaking(ru, "demo", "--tz", "UTC").stdout).toContain("Попробуйте дальше")
    const archive = ["--archive", "chatledger-demo/archive"]
    const exported = speaking(
      ru,
      "export",
      "--table",
      "chats",
      "--format",
      "xlsx,csv",
      "-o",
      "out",
      ...archive
    )
    expect(exported.stderr).toMatch(/^время — в часовом поясе этого компьютера, UTC/)
    expect(exported.stderr).toMatch(/2 файла, \d+ (строка|строки|строк), в out\n$/)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(folder, "out/chatledger.xlsx"))
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["О файле", "Сводка", "Чаты"])
    expect(readFileSync(join(folder, "out/chats.csv"), "utf8")).toMatch(/^instance_id,chat_id,chat_name,/)
    const english = speaking(ru, "export", "--locale", "en", "--table", "chats", "-o", "en", ...archive)
    expect(english.stderr).toMatch(/^times are in UTC/)
    const stated = speaking(ru, "stats", "messages_by_chat", "-o", "chats.xlsx", ...archive)
    expect(stated.status, stated.stderr).toBe(0)
    await workbook.xlsx.readFile(join(folder, "chats.xlsx"))
    expect(workbook.worksheets[1]?.getCell("C1").value).toBe("Чат")
    expect(speaking(ru, "stats").stdout).toContain("messages_by_chat          сообщения по чатам\n")
    expect(speaking(ru, "stats", "messages_by_chat", "--help").stdout).toMatch(
      /СТОЛБЦЫ\n.*\n.*\n {2}chat_name\s+Чат/
    )
    expect(speaking(ru, "verify", ...archive).stderr).toMatch(/^без повреждений: 354 ответа/)
  })
})
