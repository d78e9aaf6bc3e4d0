// The words of the command line, with those that the configuration adds: its defaults, and a named export.
//
// Flags on the command line take precedence. Only values of the right kind are added; the command reports the others, and a
// missing export. Pure except for paths.
import * as NodePath from "node:path"
import { alternatives, type ConfigOption, defaultOptions, exportOptions, takers } from "./config-options.ts"
import { pathAtHome } from "./home.ts"

/** Common flags that are followed by a value. */
const commonWithValue = [
  "--archive",
  "--config",
  "--cache",
  "--log-format",
  "--locale",
  "--log-level",
  "--completions"
]

const exportList: ReadonlyArray<ConfigOption> = Object.values(exportOptions)

const hasValue = (word: string): boolean =>
  commonWithValue.includes(word) ||
  exportList.some(
    ({ alias, flag, kind }) => kind !== "switch" && (word === `--${flag}` || word === `-${alias}`)
  )

/** The index of the first word from `from` that belongs to no flag; -1 without one. */
const placeOfWord = (words: ReadonlyArray<string>, from: number): number => {
  for (let i = from; i < words.length && words[i] !== "--"; i += 1) {
    const word = words[i] ?? ""
    if (!word.startsWith("-")) return i
    if (hasValue(word)) i += 1
  }
  return -1
}

const isGiven = (words: ReadonlyArray<string>, { alias, flag }: ConfigOption): boolean =>
  words
    .slice(0, words.includes("--") ? words.indexOf("--") : words.length)
    .some(
      (word) =>
        word === `--${flag}` ||
        word === `--no-${flag}` ||
        word.startsWith(`--${flag}=`) ||
        (alias !== undefined && word === `-${alias}`)
    )

const textsOf = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []

type Resolve = (path: string) => string

/** The words for a value; empty if it is of another kind. */
const wordsOf = ({ choices, flag, kind }: ConfigOption, value: unknown, resolve: Resolve) => {
  const put = (text: string) => `--${flag}=${text}`
  switch (kind) {
    case "switch":
      return value === true ? [`--${flag}`] : []
    case "list":
      return textsOf(value).map(put)
    case "paths":
      return textsOf(value).map((path) => put(resolve(path)))
    case "pairs":
      return Object.entries(value ?? {}).flatMap(([name, one]) =>
        typeof one === "string" ? put(`${name}=${one}`) : []
      )
    default:
      if (typeof value !== "string" || (choices !== undefined && !choices.includes(value))) return []
      return [put(kind === "path" ? resolve(value) : value)]
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

/** Keys that are ignored because the command line has a flag of the same group of alternatives. */
const ruledOut = (words: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(
    alternatives
      .filter((keys) => keys.some((key) => isGiven(words, exportOptions[key as keyof typeof exportOptions])))
      .flat()
  )

/** A parsed configuration. */
interface EarlyConfig {
  readonly path: string
  readonly json: object
}

/** True for a command that uses more of the configuration than the language. */
const isTaker = (command: string): boolean =>
  Object.values(takers).some((commands) => commands.includes(command))

/** A command line combined with the configuration. */
interface ConfiguredWords {
  readonly words: ReadonlyArray<string>
  /** True if the configuration contains settings for this command, valid or not. */
  readonly isConfigured: boolean
}

/** Adds the configuration's words after the command in the command line. */
export const configuredWords = (
  words: ReadonlyArray<string>,
  read: () => EarlyConfig | undefined
): ConfiguredWords => {
  const at = placeOfWord(words, 0)
  const config = at < 0 ? undefined : read()
  if (config === undefined) return { words, isConfigured: false }
  const command = words[at] ?? ""
  // A path with `~` but no home is refused later.
  const resolve = (path: string) => {
    const found = pathAtHome(path) ?? path
    return NodePath.isAbsolute(found) || found.startsWith("~")
      ? found
      : NodePath.join(NodePath.dirname(config.path), found)
  }
  const name = command === "export" ? words[placeOfWord(words, at + 1)] : undefined
  const exported = name === undefined ? undefined : memberOf(memberOf(config.json, "exports"), name)
  const defaults = memberOf(config.json, "defaults")
  const more: Array<string> = []
  const out = ruledOut(words)
  for (const [key, option] of Object.entries<ConfigOption>(exportOptions))
    if (!isGiven(words, option) && !out.has(key))
      more.push(...wordsOf(option, memberOf(exported, key), resolve))
  for (const [key, option] of Object.entries<ConfigOption>(defaultOptions)) {
    const isTaken = key === "locale" || takers[key as keyof typeof takers].includes(command)
    if (!isTaken || isGiven([...words, ...more], option)) continue
    const value = memberOf(defaults, key)
    const isFolderOfAll =
      key === "output" && name !== undefined && exported !== undefined && typeof value === "string"
    more.push(...wordsOf(option, isFolderOfAll ? NodePath.join(value, name) : value, resolve))
  }
  if (exported !== undefined && name !== undefined && !isGiven([...words, ...more], exportOptions.output))
    more.push(`--out=${NodePath.join("chatledger-export", name)}`)
  return {
    words: [...words.slice(0, at + 1), ...more, ...words.slice(at + 1)],
    isConfigured: isTaker(command) && (defaults ?? memberOf(config.json, "exports")) !== undefined
  }
}
