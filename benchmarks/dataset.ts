// A dataset that is kept up to date, against writing all of `export --partition` anew: 20 instances, the first export, one
// with nothing new, and one after 1 % new messages, of one more instance.
//
// `--count N` makes fewer messages; 200,000 by default. Then some statistics of the archive and of the dataset. Figures include the
// start of the program and the opening of the tables.
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { binary, measure, report, root } from "./measure.ts"
import { writeMessages } from "./messages.ts"

const INSTANCES = 20

const count = Number(
  parseArgs({ options: { count: { type: "string" } }, strict: false }).values.count ?? 200_000
)
const folder = `${root}benchmarks/data/dataset-${count}`
const [archive, grown] = [`${folder}/archive`, `${folder}/grown`]

const run = (...words: ReadonlyArray<string>) =>
  execFileSync(process.execPath, [binary, ...words], { stdio: ["ignore", "ignore", "inherit"] })

const instanceOf = (place: number) => String(1_101_000_001 + place)

const importMessages = async (into: string, place: number, messages: number, fromDay: string) => {
  const path = `${folder}/messages.ndjson`
  await writeMessages({ count: messages, seed: place + 1, path, fromDay })
  run("import", path, "--instance", instanceOf(place), "--archive", into)
  rmSync(path)
}

if (!existsSync(grown)) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (let place = 0; place < INSTANCES; place++)
    await importMessages(archive, place, count / INSTANCES, "2025-01-01")
  run("sql", "select 1 as loaded", "--archive", archive)
  cpSync(archive, `${grown}.part`, { recursive: true })
  await importMessages(`${grown}.part`, INSTANCES, count / 100, "2025-11-01")
  run("sql", "select 1 as loaded", "--archive", `${grown}.part`)
  cpSync(`${grown}.part`, grown, { recursive: true })
  rmSync(`${grown}.part`, { recursive: true })
}

const [first, next, parts] = [`${folder}/first`, `${folder}/next`, `${folder}/parts`]
const fresh = (...paths: ReadonlyArray<string>) => {
  for (const path of paths) rmSync(path, { recursive: true, force: true })
}
const delta = (from: string, out: string) => [
  binary,
  "export",
  "--format",
  "delta",
  "--archive",
  from,
  "-o",
  out
]

report(
  `${count} messages of ${INSTANCES} instances into files that engines read in place`,
  measure([
    {
      name: "export --partition instance,month",
      before: () => fresh(parts),
      commands: [
        [
          binary,
          "export",
          "--format",
          "parquet",
          "--partition",
          "instance,month",
          "--archive",
          archive,
          "-o",
          parts
        ]
      ]
    },
    { name: "export --format delta, first", before: () => fresh(first), commands: [delta(archive, first)] },
    { name: "export --format delta, nothing new", commands: [delta(archive, first)] },
    {
      name: "export --format delta, 1 % new",
      before: () => {
        fresh(next)
        cpSync(first, next, { recursive: true })
      },
      commands: [delta(grown, next)]
    }
  ])
)

const questions = ["messages_by_chat", "activity_by_hour", "response_times", "words"]
const ask = (...place: ReadonlyArray<string>) =>
  questions.map((name) => [binary, "stats", name, "--format", "json", "--tz", "UTC", ...place])

report(
  `${questions.join(", ")}: the same questions of both`,
  measure([
    { name: "the archive", commands: ask("--archive", archive) },
    { name: "the dataset", commands: ask("--dataset", first) }
  ])
)
