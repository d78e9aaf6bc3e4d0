// The fixed words of help, and what is wrong with the words of a command line, in Russian; in English the words are
// those of effect/cli itself, which makes the help. Flags and commands have their own wordings.
import type { CliError } from "effect/cli/CliError"
import { inLanguage } from "./language.ts"

/** What effect/cli writes, and what stands for it. */
export interface HelpWords {
  readonly headings: Readonly<Record<string, string>>
  /** Kinds of values where no metavar says it. */
  readonly types: Readonly<Record<string, string>>
  readonly usage: Readonly<Record<string, string>>
  /** Flags that effect/cli brings. */
  readonly globalFlags: Readonly<Record<string, string>>
  readonly choices: string
  readonly optional: string
}

const ru: HelpWords = {
  headings: {
    DESCRIPTION: "ЧТО ЭТО",
    USAGE: "КАК ВЫЗЫВАТЬ",
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
    "log-level": "debug: рассказывать об ошибках с их причинами, где бывает и текст чатов"
  },
  choices: "одно из",
  optional: "можно не указывать"
}

/** Undefined in English. */
export const helpWords: HelpWords | undefined = inLanguage<HelpWords | undefined>({ en: undefined, ru })

const maybe = (suggestions: ReadonlyArray<string>) =>
  suggestions.length === 0 ? "" : `; может быть, ${suggestions.join(", ")}?`

const inRussian = (error: CliError): string => {
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
      const expected = error.expected.replace(/^Expected:? /, "")
      if (error.value === "") return `${name}: не хватает значения; ожидается: ${expected}`
      return `${name}: значение "${error.value}" не подходит; ожидается: ${expected}`
    }
    case "UnknownSubcommand":
      return `нет команды ${error.subcommand}${maybe(error.suggestions)}`
    default:
      return error.message
  }
}

/** What is wrong with the words of the command line. */
export const invocationError = inLanguage<(error: CliError) => string>({
  en: (error) => error.message,
  ru: inRussian
})

export const seeHelp = inLanguage({
  en: (command: string) => `see ${command} --help`,
  ru: (command: string) => `смотрите ${command} --help`
})
