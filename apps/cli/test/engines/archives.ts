// Archives to compare engines on, and their datasets: the demo, generated messages of many instances, written by one archive
// or by four at once, and any other archive.
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"

const INSTANCES = 20
const SHARDS = 4
export const binary = join(import.meta.dirname, "../../dist/main.mjs")

/** Runs the built command line; returns its standard output. */
export const chatledger = (...words: ReadonlyArray<string>): string =>
  execFileSync(process.execPath, [binary, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 28
  })

const makeDemo = (archive: string, folder: string) => {
  chatledger("demo", "--out", join(folder, "demo-folder"))
  execFileSync("mv", [join(folder, "demo-folder/archive"), archive])
}

/** Generates the messages of an instance; `import` gives them to an archive. */
const makeMessages = async (
  folder: string,
  count: number,
  onInstance: (path: string, instance: string, place: number) => void
) => {
  const { writeMessages } = await import(new URL("../../../../benchmarks/messages.ts", import.meta.url).href)
  const path = join(folder, "messages.ndjson")
  for (let place = 0; place < INSTANCES; place += 1) {
    await writeMessages({ count: count / INSTANCES, seed: place + 1, path, fromDay: "2025-01-01" })
    onInstance(path, String(1_101_000_001 + place), place)
  }
  rmSync(path)
}

const imported = (archive: string) => (path: string, instance: string) =>
  void chatledger("import", path, "--instance", instance, "--archive", archive)

const exportTo = (dataset: string, archive: string): ReadonlyArray<string> => [
  ...["export", "--format", "delta"],
  ...["--archive", archive, "--out", dataset]
]

const shardOf = (archive: string, place: number): string => `${archive}-${(place % SHARDS) + 1}`

/** Each archive of a shard writes its instances into the dataset, all at once. */
const exportShards = async (dataset: string, archive: string) => {
  const ends = Array.from({ length: SHARDS }, (_, place) =>
    once(
      spawn(process.execPath, [binary, ...exportTo(dataset, shardOf(archive, place))], { stdio: "ignore" }),
      "close"
    )
  )
  const codes = (await Promise.all(ends)).map(([code]) => code)
  if (codes.some((code) => code !== 0)) throw new Error(`the shards ended with ${codes.join(", ")}`)
}

export type ArchiveName = "demo" | "made" | "shards" | "given"

/** The archives that the flags name; the demo and one of generated messages by default. */
export const namesOf = (flags: {
  readonly archives?: string | undefined
  readonly archive?: string | undefined
}): ReadonlyArray<ArchiveName> =>
  (flags.archives ?? (flags.archive === undefined ? "demo,made" : "given")).split(",") as Array<ArchiveName>

export interface Preparation {
  /** Keeps what is made. */
  readonly folder: string
  /** Messages to generate. */
  readonly count: number
  /** The archive called `given`. */
  readonly archive: string | undefined
}

/** An archive and its dataset, made unless they are there: the archive, the file of its tables, and the dataset. */
export const prepare = async (name: ArchiveName, { archive: given, count, folder }: Preparation) => {
  if (name === "given" && given === undefined) throw new Error("which archive? --archive DIR")
  const own = name === "given" && given !== undefined ? given : join(folder, `${name}-archive`)
  const dataset = join(folder, `${name}-dataset`)
  if (!existsSync(own)) {
    if (name === "demo") makeDemo(own, folder)
    else
      await makeMessages(folder, count, (path, instance, place) => {
        imported(own)(path, instance)
        if (name === "shards") imported(shardOf(own, place))(path, instance)
      })
  }
  const file = chatledger("sql", "--print-path", "--archive", own).trim()
  if (name === "shards") await exportShards(dataset, own)
  else chatledger(...exportTo(dataset, own))
  return { archive: own, file, dataset }
}
