// The arrows between rooms point one way, and no module imports itself in a circle.
//
// `may` is the table of `docs/architecture.md`, `layers` the one of the rooms within the two apps. Also: nothing but apps/cli
// uses a platform layer, core uses no Node module, no command imports another, and no module is left that nothing imports.
// Prints every wrong import and exits with 1.
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"

const root = resolve(import.meta.dirname, "..")

const rooms = {
  "packages/core": { name: "@chatledger/core", may: [], packages: ["effect"] },
  "packages/archive": { name: "@chatledger/archive", may: ["@chatledger/core"], packages: ["effect"] },
  "packages/journal-server": {
    name: "@chatledger/journal-server",
    may: ["@chatledger/core", "@chatledger/archive"],
    packages: ["effect"]
  },
  "packages/export": {
    name: "@chatledger/export",
    may: ["@chatledger/core"],
    packages: ["effect", "@duckdb/node-api", "exceljs"]
  },
  "packages/sample-account": { name: "@chatledger/sample-account", may: [], packages: [] },
  "apps/analytics": {
    name: "@chatledger/analytics",
    may: ["@chatledger/core", "@chatledger/archive", "@chatledger/export"],
    packages: [
      "effect",
      "@duckdb/node-api",
      "@orama/stemmers",
      "hucre",
      "libphonenumber-js",
      "papaparse",
      "wink-porter2-stemmer"
    ]
  },
  "apps/cli": {
    name: "chatledger",
    may: [
      "@chatledger/core",
      "@chatledger/archive",
      "@chatledger/journal-server",
      "@chatledger/export",
      "@chatledger/sample-account",
      "@chatledger/analytics"
    ],
    packages: [
      "effect",
      "@effect/platform-node",
      "@duckdb/node-api",
      "@clickhouse/client",
      "trino-client",
      "aws4fetch",
      "papaparse"
    ]
  }
} as const satisfies Record<
  string,
  { name: string; may: ReadonlyArray<string>; packages: ReadonlyArray<string> }
>

/** The rooms within the two apps, from the lowest: a module imports from its own room and from those above it in this list. */
const layers: Readonly<Record<string, ReadonlyArray<string>>> = {
  "apps/analytics": [
    "failures",
    "phone",
    "extra",
    "cards",
    "spool",
    "stem-version.ts",
    "report-files.ts",
    "sql-files.ts",
    "engine",
    "time",
    "files",
    "statistics",
    "tables",
    "chosen",
    "pseudonyms",
    "table-file",
    "workbook",
    "people-file",
    "names",
    "words",
    "people",
    "load",
    "cache",
    "export",
    "dataset",
    "dialects",
    "sql",
    "search",
    "transcript",
    "report",
    "promise",
    "docs.ts",
    "internal.ts",
    "index.ts"
  ],
  "apps/cli": [
    "invocation",
    "program.ts",
    "messages",
    "terminal",
    "failures",
    "configuration",
    "threads",
    "http",
    "recording",
    "output",
    "schedule",
    "tables",
    "engine",
    "healing",
    "media",
    "sandbox",
    "serve",
    "shell",
    "flags",
    "commands",
    "cli.ts",
    "help.ts",
    "known-values.ts",
    "completion-ids.ts",
    "completions.ts",
    "start.ts",
    "main.ts"
  ]
}

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))

const importsOf = (file: string): ReadonlyArray<string> =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b[^"'`]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm
    )
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? "")

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

const problems: Array<string> = []
const graph = new Map<string, ReadonlyArray<string>>()

for (const [folder, room] of Object.entries(rooms)) {
  for (const file of filesBelow(join(root, folder, "src"))) {
    const shown = relative(root, file)
    const specifiers = importsOf(file).filter((specifier) => !specifier.endsWith(".json"))
    graph.set(
      file,
      specifiers
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => resolve(dirname(file), specifier))
    )
    for (const specifier of specifiers) {
      if (specifier.startsWith(".")) {
        // `bundled` holds what others wrote, in one file each.
        const place = relative(join(root, folder), resolve(dirname(file), specifier)).split(sep)[0]
        if (place !== "src" && place !== "bundled")
          problems.push(`${shown} reaches out of its room: ${specifier}`)
      } else if (specifier.startsWith("node:")) {
        if (folder === "packages/core") problems.push(`${shown} uses Node: ${specifier}`)
      } else {
        const name = packageOf(specifier)
        const allowed: ReadonlyArray<string> = [...room.may, ...room.packages]
        if (!allowed.includes(name)) problems.push(`${shown} may not import ${name}`)
      }
    }
  }
}

const done = new Set<string>()
const visit = (file: string, path: ReadonlyArray<string>): void => {
  if (path.includes(file)) {
    const circle = [...path.slice(path.indexOf(file)), file].map((step) => relative(root, step))
    problems.push(`a circle: ${circle.join(" → ")}`)
    return
  }
  if (done.has(file)) return
  for (const next of graph.get(file) ?? []) visit(next, [...path, file])
  done.add(file)
}
for (const file of graph.keys()) visit(file, [])

for (const [app, rooms] of Object.entries(layers)) {
  const source = join(root, app, "src")
  /** The room of a module of the app, and its command if it belongs to one. */
  const placeOf = (file: string) => {
    const [room = "", command = ""] = relative(source, file).split(sep)
    return { layer: rooms.indexOf(room), command: room === "commands" ? command : undefined }
  }
  for (const [file, imported] of graph) {
    if (!file.startsWith(source + sep)) continue
    const from = placeOf(file)
    if (from.layer < 0) problems.push(`${relative(root, file)} is in no room of layers`)
    for (const target of imported.filter((other) => other.startsWith(source + sep))) {
      const to = placeOf(target)
      const isOtherCommand =
        from.command !== undefined && to.command !== undefined && from.command !== to.command
      if (to.layer > from.layer || isOtherCommand)
        problems.push(`${relative(root, file)} may not import ${relative(root, target)}`)
    }
  }
}

/** The modules at which a package or the program begins: what `exports` names, and what is started. */
const entries = Object.keys(rooms).flatMap((folder) => {
  const text = readFileSync(join(root, folder, "package.json"), "utf8")
  const { bin = {}, exports = {} } = JSON.parse(text) as { readonly bin?: object; readonly exports?: object }
  const built = JSON.stringify({ bin, exports }).matchAll(/"\.\/dist\/([\w/-]+)\.m?js"/g)
  return [...built].map(([, name]) => join(root, folder, "src", `${name}.ts`))
})
/** Begun by a script of this folder, and as a separate process. */
const others = ["apps/analytics/src/docs.ts", "apps/cli/src/sandbox/worker.ts"].map((file) =>
  join(root, file)
)
const reached = new Set<string>()
const reach = (file: string): void => {
  if (reached.has(file)) return
  reached.add(file)
  for (const next of graph.get(file) ?? []) reach(next)
}
for (const entry of [...entries, ...others]) reach(entry)
for (const file of graph.keys())
  if (!reached.has(file) && !file.endsWith(".d.ts")) problems.push(`nothing imports ${relative(root, file)}`)

for (const problem of problems) console.error(problem)
if (problems.length === 0) console.log(`${graph.size} modules, no arrow the wrong way, no circle`)
process.exitCode = problems.length === 0 ? 0 : 1
