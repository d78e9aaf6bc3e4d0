// What an installation may weigh, and what may be in it.
import { join } from "node:path"
import { install, megabytes, readJson, run, type Tarballs, type Wanted } from "./install.ts"

interface Budget {
  readonly title: string
  readonly wanted: Wanted
  /** Packages, those of DuckDB left out where `besideDuckDb`. */
  readonly most: number
  readonly besideDuckDb?: boolean
  readonly mostMegabytes: number
}

const budgets = (peers: Wanted): ReadonlyArray<Budget> => [
  { title: "chatledger", wanted: { chatledger: "" }, most: 6, mostMegabytes: 80 },
  {
    title: "@chatledger/export",
    wanted: { "@chatledger/export": "", "@chatledger/core": "", ...peers },
    most: 4,
    besideDuckDb: true,
    mostMegabytes: 140
  }
]

const ofDuckDb = /node_modules\/(@duckdb\/|detect-libc$)/

/** Installs each by npm and holds it against its budget; answers what it found. */
export const checkBudgets = (place: string, tarballs: Tarballs, peers: Wanted): ReadonlyArray<string> =>
  budgets(peers).map(({ title, wanted, most, besideDuckDb = false, mostMegabytes }, number) => {
    const folder = join(place, `budget-${number}`)
    const { stderr } = install(folder, "npm", tarballs, wanted)
    const packages: Record<string, { readonly deprecated?: string; readonly license?: string }> = readJson(
      join(folder, "package-lock.json")
    ).packages
    const names = Object.keys(packages).filter((name) => name.includes("node_modules/"))
    const counted = besideDuckDb ? names.filter((name) => !ofDuckDb.test(name)) : names
    // Bindings of other platforms are in the lock, and not in the folder.
    const here = counted.filter((name) => {
      try {
        return readJson(join(folder, name, "package.json")) !== undefined
      } catch {
        return false
      }
    })
    const size = Math.round(megabytes(join(folder, "node_modules")))
    const problems = [
      ...(here.length > most ? [`${here.length} packages, ${most} at most: ${here.join(", ")}`] : []),
      ...(size > mostMegabytes ? [`${size} MB, ${mostMegabytes} at most`] : []),
      ...names
        .filter((name) => packages[name]?.deprecated !== undefined)
        .map((name) => `${name} is deprecated`),
      ...here
        .filter((name) => !readJson(join(folder, name, "package.json")).license)
        .map((name) => `${name} has no licence`),
      ...(/deprecated|warn/i.test(stderr) ? [stderr] : [])
    ]
    if (problems.length > 0) throw new Error(`npm install ${title}:\n${problems.join("\n")}`)
    return `npm install ${title}: ${here.length} packages${besideDuckDb ? " beside DuckDB" : ""}, ${size} MB`
  })

/** Makes the demo with the installed command line; it has to be silent on warnings. */
export const checkDemo = (place: string, node: string): string => {
  const folder = join(place, "budget-0")
  const { stderr } = run(
    folder,
    node,
    "node_modules/chatledger/dist/main.mjs",
    "demo",
    "--quiet",
    "--out",
    "demo"
  )
  if (/warning/i.test(stderr)) throw new Error(`the demo warns:\n${stderr}`)
  return join(folder, "demo")
}
