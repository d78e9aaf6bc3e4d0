// A consumer of the libraries: its folder contains every example, which are type-checked there, and run.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import { examples } from "../example-blocks.ts"
import { install, type Tarballs, type Wanted } from "./install.ts"

// Once: a matrix takes long, and the workspace may change meanwhile.
const all = examples()

/** What a consumer installs. */
export interface Installation {
  readonly manager: "npm" | "pnpm"
  readonly peers: Wanted
  readonly typescript: string
}

const libraries = ["core", "archive", "export", "journal-server", "analytics"].map(
  (name) => `@chatledger/${name}`
)

export type Resolution = "nodenext" | "bundler"

const settings = (resolution: Resolution) => ({
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

/** Runs a file, and answers what is wrong: another code than 0, or a warning, such as of an experimental feature. */
const started = (folder: string, node: string, file: string) =>
  new Promise<string | undefined>((resolve) => {
    const child = spawn(node, [file], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr.on("data", (chunk) => {
      said += String(chunk)
    })
    child.on("close", (code) =>
      resolve(code === 0 && !/warning/i.test(said) ? undefined : `${code}\n${said}`)
    )
  })

/** A saved reply that the example of an import finds. */
const reply = {
  type: "incoming",
  typeMessage: "textMessage",
  idMessage: "A",
  timestamp: 1_767_225_600,
  textMessage: "hello"
}

/** A folder with the packages, every example as TypeScript and as JavaScript, and an archive: that of `demo`. */
export const makeConsumer = (
  folder: string,
  tarballs: Tarballs,
  { manager, peers, typescript }: Installation,
  demo: string
): void => {
  const wanted = Object.fromEntries(libraries.map((name) => [name, ""]))
  const tools = { "@effect/platform-node": "^4.1.0", "@types/node": "^24.0.0", typescript }
  install(folder, manager, tarballs, { ...wanted, ...peers, ...tools })
  cpSync(join(demo, "archive"), join(folder, "archive"), { recursive: true })
  for (const [number, { code }] of all.entries()) {
    writeFileSync(join(folder, `example-${number}.ts`), `${code}\n`)
    writeFileSync(join(folder, `example-${number}.mjs`), stripTypeScriptTypes(code, { mode: "transform" }))
  }
}

/** Type-checks the examples of a consumer; `typescript` is the folder that it is installed in. */
export const checkTypes = async (
  folder: string,
  node: string,
  resolution: Resolution,
  typescript = folder
) => {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings(resolution)))
  const tsc = join(typescript, "node_modules/typescript/bin/tsc")
  const checking = spawn(node, [tsc, "-p", "."], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] })
  let said = ""
  checking.stdout.on("data", (chunk) => {
    said += String(chunk)
  })
  const [code] = await once(checking, "close")
  if (code !== 0) throw new Error(`the examples in ${folder} do not compile:\n${said}`)
  return `${all.length} examples compile`
}

/** Runs the examples of a consumer in a folder of their own below it, which holds what they read; ends at one that fails. */
export const runExamples = async (folder: string, node: string, extension: "mjs" | "ts" = "ts") => {
  const place = mkdtempSync(join(folder, "run-"))
  cpSync(join(folder, "archive"), join(place, "chatledger-archive"), { recursive: true })
  mkdirSync(join(place, "replies"))
  writeFileSync(join(place, "replies/a.json"), JSON.stringify([reply]))
  const runAll = async (isOfArchive: boolean) => {
    for (const [number, { path, code }] of all.entries()) {
      if (code.includes("chatledger-archive") !== isOfArchive) continue
      const file = join(folder, `example-${number}.${extension}`)
      const problem = await started(place, node, file)
      if (problem !== undefined) throw new Error(`an example of ${path} failed, ${file}: ${problem}`)
    }
  }
  // Two at a time, but those of the archive one by one: they write it.
  await Promise.all([runAll(true), runAll(false)])
  return `${all.length} examples run`
}
