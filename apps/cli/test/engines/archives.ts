// Archives to compare engines on, and their datasets: the demo, and generated messages of many instances.
import { execFileSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"

const INSTANCES = 20
export const binary = join(import.meta.dirname, "../../dist/main.mjs")

/** Runs the built command line; returns its standard output. */
export const chatledger = (...words: ReadonlyArray<string>): string =>
  execFileSync(process.execPath, [binary, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"]
  })

const makeDemo = (archive: string, folder: string) => {
  chatledger("demo", "--out", join(folder, "demo-folder"))
  execFileSync("mv", [join(folder, "demo-folder/archive"), archive])
}

const makeMessages = async (archive: string, folder: string, count: number) => {
  const { writeMessages } = await import(new URL("../../../../benchmarks/messages.ts", import.meta.url).href)
  const path = join(folder, "messages.ndjson")
  for (let place = 0; place < INSTANCES; place += 1) {
    await writeMessages({ count: count / INSTANCES, seed: place + 1, path, fromDay: "2025-01-01" })
    chatledger("import", path, "--instance", String(1_101_000_001 + place), "--archive", archive)
  }
  rmSync(path)
}

export type ArchiveName = "demo" | "made"

/** An archive in a folder and its dataset, made unless they are there: the file of its tables, and the dataset. */
export const prepare = async (folder: string, name: ArchiveName, count: number) => {
  const [archive, dataset] = [join(folder, `${name}-archive`), join(folder, `${name}-dataset`)]
  if (!existsSync(archive))
    await (name === "demo" ? makeDemo(archive, folder) : makeMessages(archive, folder, count))
  const file = chatledger("sql", "--print-path", "--archive", archive).trim()
  chatledger("export", "--format", "delta", "--archive", archive, "--out", dataset)
  return { file, dataset }
}
