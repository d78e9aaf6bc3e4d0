// The declarations behind the names of a built index (`.d.ts`), with what they use of their package, and their docstrings.
//
// Reads the text that the compiler wrote, in which every top-level statement begins its line.
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** A name that an index exports. */
export interface Exported {
  readonly name: string
  readonly isType: boolean
  /** Its name in the module that declares it. */
  readonly local: string
  readonly file: string
}

interface Module {
  readonly statements: ReadonlyArray<string>
  /** Where an imported name comes from. */
  readonly imports: ReadonlyMap<string, { readonly local: string; readonly file: string }>
}

const declared =
  /^(?:export )?(?:declare )?(?:abstract )?(?:const|function|class|interface|type|namespace) ([\w$]+)/

const pathOf = (file: string, specifier: string) =>
  join(dirname(file), specifier.replace(/\.(ts|js)$/, ".d.ts"))

const namesIn = (list: string) =>
  list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [local = "", name = local] = part.replace(/^type /, "").split(" as ")
      return { name, local, isType: part.startsWith("type ") }
    })

/** The names of an index; `type` before the braces is of all in them. */
export const exportsOf = (index: string): ReadonlyArray<Exported> =>
  [...readFileSync(index, "utf8").matchAll(/^export (type )?\{([^}]*)\} from "([^"]+)"/gm)].flatMap(
    ([, all, list = "", from = ""]) =>
      namesIn(list).map(({ name, local, isType }) => ({
        name,
        local,
        isType: all !== undefined || isType,
        file: pathOf(index, from)
      }))
  )

const modules = new Map<string, Module>()

const moduleOf = (file: string): Module => {
  const known = modules.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, "utf8")
  const lines = text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("//"))
  const statements: Array<string> = []
  for (const line of lines)
    if (statements.length > 0 && /^[\s})\]]/.test(line)) statements.push(`${statements.pop()}\n${line}`)
    else statements.push(line)
  const imports = [...text.matchAll(/^import (?:type )?\{([^}]*)\} from "(\.[^"]+)"/gm)].flatMap(
    ([, list = "", from = ""]) =>
      namesIn(list).map(({ name, local }) => [name, { local, file: pathOf(file, from) }] as const)
  )
  const module = { statements, imports: new Map(imports) }
  modules.set(file, module)
  return module
}

/** The declaration of a name, all of its statements; empty where it is declared outside its package. */
const declarationOf = (file: string, local: string): string =>
  moduleOf(file)
    .statements.filter((statement) => declared.exec(statement)?.[1] === local)
    .join("\n")

/** What a declaration names of its package, by file and name. */
const usedBy = (file: string, declaration: string) => {
  const { statements, imports } = moduleOf(file)
  const own = new Set(statements.flatMap((statement) => declared.exec(statement)?.[1] ?? []))
  const words = new Set(declaration.match(/[\w$]+/g))
  const inline = [...declaration.matchAll(/import\("(\.[^"]+)"\)\.([\w$]+)/g)].map(
    ([, from = "", local = ""]) => ({ file: pathOf(file, from), local })
  )
  return [
    ...inline,
    ...[...words].flatMap((word) => imports.get(word) ?? (own.has(word) ? { file, local: word } : []))
  ]
}

/** A declaration without what is the same in all of them: modifiers, and the constructor of effect's tagged errors. */
const shown = (text: string): string =>
  text
    .replace(/^(export )?(declare )?/gm, "")
    // Which file a name comes from is no part of a signature.
    .replace(/\bimport\("\.[^"]*"\)\./g, "")
    .replace(
      /new <A extends Record<string, any> = \{\}>\(args: .*?\) => import\("effect\/Cause"\)\.YieldableError/g,
      "TaggedError"
    )
    .replace(/ {4}/g, "  ")

/** Declarations by name: of all that is exported, and of what these use without exporting it. */
export const declarationsOf = (exported: ReadonlyArray<Exported>) => {
  const seen = new Set<string>()
  const found: Array<{ readonly name: string; readonly isExported: boolean; readonly text: string }> = []
  const add = (file: string, local: string, name?: string): void => {
    const key = `${file} ${local}`
    if (seen.has(key)) return
    seen.add(key)
    const text = declarationOf(file, local)
    if (text === "") return
    found.push({ name: name ?? local, isExported: name !== undefined, text: shown(text) })
    for (const used of usedBy(file, text))
      if (!keys.has(`${used.file} ${used.local}`)) add(used.file, used.local)
  }
  const keys = new Set(exported.map(({ file, local }) => `${file} ${local}`))
  for (const { file, local, name } of exported) add(file, local, name)
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.text < b.text ? -1 : 1))
}

/** The first sentence of its docstring, on one line; empty without one. */
export const firstSentence = ({ file, local }: Exported): string => {
  const text = readFileSync(file, "utf8")
  const at = new RegExp(
    `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:declare )?(?:abstract )?(?:const|function|class|interface|type) ${local.replace("$", "\\$")}\\b`
  ).exec(text)
  const line =
    (at?.[1] ?? "")
      .replace(/^ *\* ?/gm, "")
      .split(/\n\s*\n|\n@/)[0]
      ?.replaceAll(/\s+/g, " ")
      .trim() ?? ""
  return /^(.*?[.])(?: |$)/.exec(line)?.[1]?.slice(0, -1) ?? line.replace(/[.:]$/, "")
}
