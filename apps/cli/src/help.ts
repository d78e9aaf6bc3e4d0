// Help in effect/cli's layout, with its fixed words translated.
import * as CliOutput from "effect/cli/CliOutput"
import type { ArgDoc, FlagDoc, HelpDoc } from "effect/cli/HelpDoc"
import { TerminalCapabilities } from "effect/cli/TerminalCapabilities"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { HelpWords } from "./messages/help.ts"
import { helpStrings } from "./messages/strings.ts"
import { fittedHelp } from "./terminal/help-lines.ts"

const replaced = (text: string, words: Readonly<Record<string, string>>): string =>
  Object.entries(words).reduce((all, [english, own]) => all.replaceAll(english, own), text)

const described = (description: Option.Option<string>, { choices }: HelpWords) =>
  Option.map(description, (text) => text.replace(/\(choices: (?=[^()]*\)$)/, `(${choices}: `))

const flagIn =
  (words: HelpWords) =>
  (flag: FlagDoc): FlagDoc => ({
    ...flag,
    type: words.types[flag.type] ?? flag.type,
    description: described(flag.description, words)
  })

const globalIn =
  (words: HelpWords) =>
  (flag: FlagDoc): FlagDoc => {
    const described = flagIn(words)(flag)
    const { description, name } = described
    const choices = Option.map(description, (text) => / \([^()]*\)$/.exec(text)?.[0] ?? "")
    const own = words.globalFlags[name]
    return own === undefined
      ? described
      : { ...described, description: Option.map(choices, (list) => own + list) }
  }

const argumentIn =
  (words: HelpWords) =>
  (argument: ArgDoc): ArgDoc => ({
    ...argument,
    type: words.types[argument.type] ?? argument.type,
    description: described(argument.description, words)
  })

const docIn = (doc: HelpDoc, words: HelpWords): HelpDoc => ({
  ...doc,
  usage: replaced(doc.usage, words.usage),
  flags: doc.flags.map(flagIn(words)),
  ...(doc.globalFlags === undefined ? {} : { globalFlags: doc.globalFlags.map(globalIn(words)) }),
  ...(doc.args === undefined ? {} : { args: doc.args.map(argumentIn(words)) })
})

const headed = (text: string, { headings, optional }: HelpWords): string =>
  text
    .split("\n")
    .map((line) => {
      const [, before = "", heading = "", after = ""] =
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
        /^((?:\u001b\[\d+m)*)([A-Z ]+?)((?:\u001b\[\d+m)*)$/.exec(line) ?? []
      const own = headings[heading]
      return own === undefined ? line.replace(" (optional)", ` (${optional})`) : `${before}${own}${after}`
    })
    .join("\n")

const formatterOf = (colors: boolean): CliOutput.Formatter => {
  const base = CliOutput.defaultFormatter({ colors })
  const words = helpStrings.help.fixed
  return {
    ...base,
    formatHelpDoc: (doc) =>
      fittedHelp(
        words === undefined ? base.formatHelpDoc(doc) : headed(base.formatHelpDoc(docIn(doc, words)), words)
      )
  }
}

/** Help in the user's language. */
export const helpLayer = Layer.effect(CliOutput.Formatter)(
  Effect.map(TerminalCapabilities, ({ canColor }) => formatterOf(canColor))
)
