// A consumer of the libraries: its folder contains every example, which are type-checked there, and run.
import { spawn } from "node:child_process"
import { cpSync, mkdirSync, writeFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import { examples } from "../example-blocks.ts"
import { install, run, type Tarballs, type Wanted } from "./install.ts"

/** A way of using the packages. */
export interface Way {
  readonly manager: "npm" | "pnpm"
  readonly peers: Wanted
  readonly typescript: string
  readonly resolution: "nodenext" | "bundler"
  /** The Node that runs the examples. */
  readonly node: string
  /** As JavaScript, without types and a check. */
  readonly isPlain?: boolean
}

const libraries = ["core", "archive", "export", "journal-server", "analytics"].map(
  (name) => `@chatledger/${name}`
)

const settings = (resolution: Way["resolution"]) => ({
  compilerOptions: {
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"],
    module: resolution === "nodenext" ? "nodenext" : "esnext",
    moduleResolution: resolution,
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true
  },
  include: ["*.ts"]
})

const started = (folder: string, node: string, file: string) =>
  new Promise<string | undefined>((resolve) => {
    const child = spawn(node, [file], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr.on("data", (chunk) => {
      said += String(chunk)
    })
    child.on("close", (code) => resolve(code === 0 ? undefined : `${code}\n${said}`))
  })

/** A saved reply that the example of an import finds. */
const reply = {
  type: "incoming",
  typeMessage: "textMessage",
  idMessage: "A",
  timestamp: 1_767_225_600,
  textMessage: "hello"
}

/** Installs, type-checks and runs; `demo` holds an archive. Ends at what fails. */
export const checkConsumer = async (folder: string, tarballs: Tarballs, way: Way, demo: string) => {
  const { manager, peers, typescript, resolution, node, isPlain = false } = way
  const wanted = Object.fromEntries(libraries.map((name) => [name, ""]))
  const tools = { "@effect/platform-node": "^4.1.0", "@types/node": "^24.0.0", typescript }
  install(folder, manager, tarballs, { ...wanted, ...peers, ...tools })
  cpSync(join(demo, "archive"), join(folder, "chatledger-archive"), { recursive: true })
  mkdirSync(join(folder, "replies"))
  writeFileSync(join(folder, "replies/a.json"), JSON.stringify([reply]))
  const files = examples().map(({ path, code }, number) => {
    const name = `example-${number}.${isPlain ? "mjs" : "ts"}`
    writeFileSync(
      join(folder, name),
      isPlain ? stripTypeScriptTypes(code, { mode: "transform" }) : `${code}\n`
    )
    return { path, name }
  })
  if (!isPlain) {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings(resolution)))
    run(folder, node, "node_modules/typescript/bin/tsc", "-p", ".")
  }
  // One by one: some write the same archive.
  for (const { path, name } of files) {
    const problem = await started(folder, node, name)
    if (problem !== undefined)
      throw new Error(`an example of ${path} failed in ${folder}/${name}: ${problem}`)
  }
  return `${files.length} examples run`
}
