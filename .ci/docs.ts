// What is made from the code: docs/api.md, docs/reliability.md, docs/tables.md, docs/statistics.md, docs/cli.md, docs/cli.ru.md, and the schema of the configuration.
//
// With `--write` they are written; without, they are compared and the exit code is 1 where one is out of step.
// Needs a build: it asks the database for its catalogue and the binary for its help.
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

import { apiPage } from "./api.ts"
import { reliabilityPage } from "./reliability.ts"

const root = resolve(import.meta.dirname, "..")
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ")

const { catalogueOfNewTables, statistics } = await import(join(root, "apps/analytics/dist/docs.js"))

type Language = "en" | "ru"

interface Column {
  readonly name: string
  readonly type: string
  readonly comment: string
}

interface NameColumn {
  readonly name: string
  readonly idColumn: string
  readonly comment: string
}

interface Table {
  readonly name: string
  readonly comment: string
  readonly columns: ReadonlyArray<Column>
  readonly nameColumns: ReadonlyArray<NameColumn>
}

const tablesPage = async (): Promise<string> => {
  const tables: ReadonlyArray<Table> = await catalogueOfNewTables()
  const rowOf = ({ name, type, comment }: Column) => `| \`${name}\` | ${type} | ${cell(comment)} |`
  const parts = tables.map(({ name, comment, columns, nameColumns }) => {
    const rows = columns.flatMap((column) => [
      rowOf(column),
      ...nameColumns
        .filter(({ idColumn }) => idColumn === column.name)
        .map((beside) =>
          rowOf({ name: beside.name, type: "VARCHAR, not in Parquet", comment: beside.comment })
        )
    ])
    return `## ${name}\n\n${comment}.\n\n| column | type | meaning |\n|---|---|---|\n${rows.join("\n")}\n`
  })
  return `# Tables\n\nGenerated from the comments in the database, which \`chatledger sql "describe messages"\` also shows. Times are \`TIMESTAMP WITH TIME ZONE\`
in UTC, ids are text, and absent values, or empty texts that mean absent, are NULL. If a message was
seen several times, the tables contain its latest state; \`message_revisions\` contains the others. Columns marked "not in Parquet" are only in
files of the other formats: names beside ids, from the table \`names\` (instance_id, id, name), which queries can join and
\`--names\` extends ([people.md](people.md)). The database and Parquet contain only the ids; in
\`chatledger sql\`, \`messages_named\`, \`reactions_named\` and so on are the tables with names beside ids, as in CSV.

\`order by sent_at, instance_id, order_in_second\` is the order of sending. Messages of the same second are ordered as in a reply that contains several of them with
this time; replies from a journal, or with a clear direction, take precedence. If there is no such reply, incoming messages come
before outgoing ones (a bot may answer within a second, and the two journals never share a reply), then
those that were seen earlier. If replies contradict each other, the first observation decides.

In an export with \`--from\`, \`--to\`, \`--last\`, \`--instance\`, \`--chat\` or \`--type\`, in every format, chats and senders are those of the selected
messages, and their counts and times cover only these; people are those who write, react, vote, are quoted or reacted to, or have a
private chat among them, with all their ids. Snapshots, coverage and issues depend on the selected instances only.\n\n${tables
    .map(({ name }) => `[${name}](#${name})`)
    .join(" · ")}\n\n${parts.join("\n")}`
}

interface Statistic {
  readonly name: string
  readonly title: string
  readonly grain: string
  readonly parameters: ReadonlyArray<string>
  readonly columns: ReadonlyArray<{ readonly name: string; readonly meaning: string }>
  readonly example: string
}

const statisticsPage = (): string => {
  const all: ReadonlyArray<Statistic> = statistics()
  const parts = all.map(
    ({ name, title, grain, parameters, columns, example }) =>
      `## ${name}\n\n${title[0]?.toUpperCase()}${title.slice(1)}. ${grain[0]?.toUpperCase()}${grain.slice(1)}.\n\n| column | meaning |\n|---|---|\n${columns
        .map((column) => `| \`${column.name}\` | ${cell(column.meaning)} |`)
        .join(
          "\n"
        )}\n\nParameters: ${parameters.map((parameter) => `\`${parameter}\``).join(", ")}. For example \`${example}\`\n`
  )
  return `# Statistics\n\nEach statistic is one SQL file in \`apps/analytics/sql/statistics\` and runs as \`chatledger stats NAME\`. \`from\` and \`to\` select events by time; "current"
means now, or at the time of \`as_of\`. Removed reactions and withdrawn votes do not count. \`chatledger stats NAME --help\` shows the same information as
this page; \`--people\` counts people instead of ids, and \`--queries DIR\` adds your own statistics: [people.md](people.md).

The printed table fits the window (80 columns in a pipe): names replace ids; durations, shares and sizes have units; and values that are the same in every row are
shown once below the table. \`--columns chat_name,messages\` selects columns, \`--sort messages:desc\` sorts, \`--limit 10\` limits the rows; \`--format json\`, csv, ndjson and
markdown contain all columns and exact values.\n\n${all
    .map(({ name }) => `[${name}](#${name})`)
    .join(" · ")}\n\n${parts.join("\n")}`
}

/** Surroundings in which the command line speaks a language, whatever the machine's is. */
const speaking = (language: Language) => ({
  ...process.env,
  NO_COLOR: "1",
  COLUMNS: "",
  LC_ALL: `${language}_XX.UTF-8`
})

const help = (language: Language, ...words: ReadonlyArray<string>) =>
  execFileSync(process.execPath, [join(root, "apps/cli/dist/main.mjs"), ...words, "--help"], {
    encoding: "utf8",
    env: speaking(language)
  }).trimEnd()

/** A value of a module of the command line, as JSON. */
const fromCli = <A>(module: string, expression: string, language: Language = "en"): A =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        "-e",
        `import(${JSON.stringify(join(root, "apps/cli/src", module))}).then(m => console.log(JSON.stringify(m.${expression})))`
      ],
      { encoding: "utf8", env: speaking(language) }
    )
  )

const cliWords = {
  en: {
    heading: "The command line",
    about:
      "Data goes to standard output, everything else to standard error. Only `init` asks questions, and only on a terminal.\n\nHelp, messages, reports and workbooks are in Russian with `--locale ru`, or if the system language is Russian (`LC_ALL`, `LC_MESSAGES`, `LANG`): see\n[cli.ru.md](cli.ru.md). JSON, names of tables and columns, and exit codes do not depend on the language.\n\n`chatledger help`, `chatledger help COMMAND` and `chatledger version` print help and the version.\n\nLong work (building the tables, import, export, report) shows rows, share and time left in one line of a terminal; elsewhere there is a line a minute. `--quiet` and `--no-progress` hide it.\n\nCompletion of commands, flags, files, statistics, tables and columns. In bash, zsh and fish also of the chats and instances of the archive that the line\nnames, or of the usual one:\n\n```\nsource <(chatledger --completions bash)                 # in ~/.bashrc; zsh: the same in ~/.zshrc\nchatledger --completions fish | source                  # in ~/.config/fish/config.fish\nchatledger --completions powershell | Out-String | Invoke-Expression    # in $PROFILE\n```",
    commonFlags: "Common flags",
    aboutCommonFlags:
      "Every command accepts these and the global flags above (`demo` has neither `--archive` nor `--config`); they are not repeated below.",
    exitCodes: "Exit codes",
    code: "code",
    meaning: "meaning"
  },
  ru: {
    heading: "Командная строка",
    about:
      "Данные идут в стандартный вывод, всё остальное — в стандартный поток ошибок. Вопросы задаёт только `init`, и только на терминале.\n\nСправка, сообщения, отчёты и книги — на русском, если указать `--locale ru` или если язык системы русский (`LC_ALL`, `LC_MESSAGES`, `LANG`). JSON, имена таблиц и столбцов\nи коды выхода от языка не зависят.\n\nСправку и версию печатают `chatledger help`, `chatledger help КОМАНДА` и `chatledger version`.\n\nДолгая работа (построение таблиц, импорт, выгрузка, отчёт) показывает в одной строке терминала число строк, долю и оставшееся время, а вне терминала — строку в минуту. `--quiet` и `--no-progress` это убирают.\n\nДополнение команд, флагов, файлов, статистик, таблиц и столбцов; в bash, zsh и fish также чатов и инстансов архива — того, что назван в строке, или обычного:\n\n```\nsource <(chatledger --completions bash)                 # в ~/.bashrc; zsh: то же в ~/.zshrc\nchatledger --completions fish | source                  # в ~/.config/fish/config.fish\nchatledger --completions powershell | Out-String | Invoke-Expression    # в $PROFILE\n```",
    commonFlags: "Флаги всех команд",
    aboutCommonFlags:
      "Эти флаги и общие флаги, показанные выше, есть у каждой команды (у `demo` нет `--archive` и `--config`); ниже они не повторяются.",
    exitCodes: "Коды выхода",
    code: "код",
    meaning: "значение"
  }
} as const satisfies Record<Language, Readonly<Record<string, string>>>

const isCommonFlag = (line: string) =>
  /^ {2}--(archive|config|cache|wait|strict|quiet|log-format|progress)\s/.test(line)

/** The help of a command without the flags that every command has. */
const ownHelp = (text: string) =>
  text
    .replace(/\n\n(GLOBAL FLAGS|ОБЩИЕ ФЛАГИ)\n( {2}.*(\n|$))+/, "\n")
    .split("\n")
    .filter((line) => !isCommonFlag(line))
    .join("\n")
    .replace(/\n(FLAGS|ФЛАГИ)\n(?=\n|$)/, "")
    .trimEnd()

const cliPage = (language: Language): string => {
  const words = cliWords[language]
  const commands = [...(help("en").split("SUBCOMMANDS\n")[1] ?? "").matchAll(/^ {2}(\w+)/gm)].map(
    (match) => match[1] ?? ""
  )
  const exits = fromCli<Readonly<Record<string, string>>>(
    "messages/strings.ts",
    "helpStrings.exitCodes",
    language
  )
  const block = (text: string) => `\`\`\`\n${text}\n\`\`\`\n`
  const commonFlags = help(language, "doctor")
    .split("\n")
    .filter((line) => isCommonFlag(line))
  return `# ${words.heading}\n\n${words.about}\n\n${block(help(language))}\n## ${words.commonFlags}\n\n${words.aboutCommonFlags}\n\n${block(
    commonFlags.join("\n")
  )}\n${commands
    .map((command) => `## ${command}\n\n${block(ownHelp(help(language, command)))}`)
    .join("\n")}\n## ${words.exitCodes}\n\n| ${words.code} | ${words.meaning} |\n|---|---|\n${Object.entries(
    exits
  )
    .map(([code, meaning]) => `| ${code} | ${cell(meaning)} |`)
    .join("\n")}\n`
}

const pages = {
  "docs/api.md": apiPage(),
  "docs/tables.md": await tablesPage(),
  "docs/statistics.md": statisticsPage(),
  "docs/cli.md": cliPage("en"),
  "docs/cli.ru.md": cliPage("ru"),
  "docs/reliability.md": reliabilityPage(root),
  "apps/cli/chatledger.schema.json": `${JSON.stringify(fromCli("configuration/config-schema.ts", "configSchemaDocument()"), null, 2)}\n`
}
const isWriting = process.argv.includes("--write")
for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path)
  const before = existsSync(file) ? readFileSync(file, "utf8") : ""
  if (before === text) continue
  if (isWriting) writeFileSync(file, text)
  else {
    console.error(`${path} is out of step with the code: npx -y pnpm@12 fix`)
    process.exitCode = 1
  }
}
