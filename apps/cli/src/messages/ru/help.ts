import type { CliError } from "effect/cli/CliError"
import type { Help } from "../help.ts"

const maybe = (suggestions: ReadonlyArray<string>) =>
  suggestions.length === 0 ? "" : `; может быть, ${suggestions.join(", ")}?`

/** What the parser of flags expects, as it says it. */
const numbers: Readonly<Record<string, string>> = {
  "a string representing a finite number": "число",
  "an integer": "целое число"
}

const expectedIn = (text: string) => numbers[text] ?? text

const invocationError = (error: CliError): string => {
  switch (error._tag) {
    case "UnrecognizedOption":
      return `нет такого флага: ${error.option}${maybe(error.suggestions)}`
    case "MissingOption":
      return `не хватает флага --${error.option}`
    case "MissingArgument":
      return `не хватает аргумента ${error.argument}`
    case "UnexpectedArgument":
      return `лишнее в команде: ${error.arguments.map((given) => JSON.stringify(given)).join(", ")}`
    case "InvalidValue": {
      const name = error.kind === "argument" ? error.option : `--${error.option}`
      const expected = expectedIn(error.expected.replace(/^Expected:? /, ""))
      if (error.value === "") return `${name}: не хватает значения; ожидается: ${expected}`
      return `${name}: значение "${error.value}" не подходит; ожидается: ${expected}`
    }
    case "UnknownSubcommand":
      return `нет команды ${error.subcommand}${maybe(error.suggestions)}`
    default:
      return error.message
  }
}

export const help: Help = {
  fixed: {
    headings: {
      DESCRIPTION: "ОПИСАНИЕ",
      USAGE: "ИСПОЛЬЗОВАНИЕ",
      ARGUMENTS: "АРГУМЕНТЫ",
      FLAGS: "ФЛАГИ",
      "GLOBAL FLAGS": "ОБЩИЕ ФЛАГИ",
      SUBCOMMANDS: "КОМАНДЫ",
      EXAMPLES: "ПРИМЕРЫ"
    },
    types: { choice: "ВЫБОР", string: "ТЕКСТ", integer: "ЧИСЛО", "key=value": "ИМЯ=ЗНАЧЕНИЕ" },
    usage: { "<subcommand>": "<команда>", "[flags]": "[флаги]" },
    globalFlags: {
      help: "показать справку",
      version: "показать версию",
      completions: "напечатать скрипт дополнения для оболочки",
      "log-level": "уровень журнала; debug показывает причины ошибок, в которых может быть текст чатов"
    },
    choices: "одно из",
    optional: "можно не указывать"
  },
  invocationError,
  seeHelp: (command: string) => `смотрите ${command} --help`
}
