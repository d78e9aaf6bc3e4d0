// The examples of examples/javascript, as they are copied into the folder of a consumer: against a served archive, and over that of the demo.
//
// Those in Python and R run where their packages are: duckdb of PyPI is installed for it, arrow of CRAN is not.
import { spawn, spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./install.ts"

const sources = join(root, "examples/javascript")

/** Runs a program and answers what it said; ends with both streams where it fails. */
const said = (folder: string, program: string, words: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...env } })
    const text = { stdout: "", stderr: "" }
    for (const name of ["stdout", "stderr"] as const)
      child[name].on("data", (chunk) => {
        text[name] += String(chunk)
      })
    child.on("error", reject)
    child.on("close", (code) => {
      if (code === 0 && !/warning/i.test(text.stderr)) resolve(text.stdout)
      else reject(new Error(`${program} ${words.join(" ")}: ${code}\n${text.stdout}\n${text.stderr}`))
    })
  })

/** A Python that has duckdb, in a folder of its own where the system's has none; undefined where that cannot be had. */
export const pythonWithDuckDb = async (place: string): Promise<string | undefined> => {
  if (spawnSync("python3", ["-c", "import duckdb"]).status === 0) return "python3"
  const folder = join(place, "python")
  const python = join(folder, "bin/python")
  return said(place, "python3", ["-m", "venv", folder])
    .then(() =>
      said(place, python, [
        "-m",
        "pip",
        "install",
        "-q",
        "--retries=1",
        "--disable-pip-version-check",
        "duckdb==1.5.6"
      ])
    )
    .then(
      () => python,
      () => undefined
    )
}

/** Serves an archive on a free port until `stop`. */
const serving = (folder: string, node: string, commandLine: string) =>
  new Promise<{ readonly url: string; readonly stop: () => void }>((resolve, reject) => {
    const words = [commandLine, "serve", "--archive", "archive", "--port", "0", "--now", "2026-01-31T12:00"]
    const child = spawn(node, words, { cwd: folder, env: { ...process.env, TZ: "UTC", LC_ALL: "C" } })
    let text = ""
    child.stderr.on("data", (chunk) => {
      text += String(chunk)
      const url = /(http:\/\/127\.0\.0\.1:\d+)\/waInstance/.exec(text)?.[1]
      if (url !== undefined && text.includes("Ctrl-C")) resolve({ url, stop: () => child.kill() })
    })
    child.once("exit", (code) => reject(new Error(`serve ended with ${code}: ${text}`)))
  })

/** What each example has to say, in the order in which they run. */
const expected: ReadonlyArray<readonly [string, ReadonlyArray<string>, RegExp, string?]> = [
  ["fetch-and-print.js", [], /^2026-01-3[01]T\S+Z .+ "/m, "1102000002"],
  ["max-group.js", ["-70000000000001"], /^-?\d+ (admin|member) (wrote|silent)$/m, "3103000003"],
  ["nightly-export.js", ["archive", "nightly"], /^messages\.parquet [1-9]\d*$/m],
  ["poll-results.js", ["archive", "polls.xlsx"], /^polls\.xlsx [1-9]\d*\n$/],
  ["worker.js", ["archive"], /^\w+Message [1-9]\d*\n/]
]

/** Runs them below the folder of a consumer; `commandLine` is the installed chatledger. */
export const runOwnExamples = async (
  consumer: string,
  node: string,
  commandLine: string,
  python: string | undefined
): Promise<string> => {
  const folder = join(consumer, "own")
  mkdirSync(folder)
  cpSync(join(consumer, "archive"), join(folder, "archive"), { recursive: true })
  const server = await serving(folder, node, commandLine)
  const check = async (program: string, [name, words, pattern, instance]: (typeof expected)[number]) => {
    const env = {
      ID_INSTANCE: instance,
      API_URL: server.url,
      API_TOKEN_INSTANCE: readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
    }
    const text = await said(folder, program, [join(consumer, name), ...words], env)
    if (!pattern.test(text)) throw new Error(`examples/javascript/${name} says\n${text}`)
    return name
  }
  try {
    cpSync(sources, consumer, { recursive: true, filter: (path) => !/package\.json$|README\.md$/.test(path) })
    const ran: Array<string> = []
    for (const example of expected) ran.push(await check(node, example))
    const untried = readdirSync(sources).filter((name) => name.endsWith(".js") && !ran.includes(name))
    if (untried.length > 0) throw new Error(`nothing runs ${untried.join(", ")}`)
    if (python !== undefined) ran.push(await check(python, ["parquet.py", ["nightly"], /\d+/]))
    if (spawnSync("Rscript", ["-e", "library(arrow)"]).status === 0)
      ran.push(await check("Rscript", ["parquet.R", ["nightly"], /\d+/]))
    return `${ran.join(", ")} run`
  } finally {
    server.stop()
  }
}
