// What is compared between worlds: everything that import, export, stats, report and sql make of one account, byte by byte,
// and what a sync brings.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { writeAccount } from "./account.ts"
import { run, type World } from "./world.ts"

/** Files that a chain has made, by name: a text as it is, other bytes as their hash. */
export type Outputs = ReadonlyMap<string, string>

const question = `
select message_id, sent_at, sent_at::varchar as shown, dayname(sent_at) as day, monthname(sent_at) as month,
  strftime(sent_at, '%Y-%m-%d %A %B %d %H:%M') as written, date_trunc('week', sent_at) as week, sent_at::date as date,
  extract(isodow from sent_at) as weekday, extract(year from sent_at) as year, age(timestamp '2026-07-01', sent_at::timestamp) as age,
  upper(text) as upper, lower(text) as lower, text, extra,
  make_timestamptz(2026, 3, 8, 2, 30, 0) as made, '2026-03-29 01:30:00'::timestamptz as cast_of
from messages
order by all`

const isText = (name: string) => /\.(csv|json|html|ndjson)$/.test(name)

/** Every file below a folder. */
export const filesIn = (folder: string): Outputs =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      .toSorted()
      .map((name) => {
        const bytes = readFileSync(join(folder, name))
        return [
          name,
          isText(name) ? bytes.toString("utf8") : createHash("sha256").update(bytes).digest("hex")
        ]
      })
  )

/** Runs a command that has to succeed. */
export const must = async (world: World, folder: string, words: ReadonlyArray<string>) => {
  const ran = await run(world, folder, words)
  expect([world.name, words.join(" "), ran.code, ran.code === 0 ? "" : ran.stderr]).toEqual([
    world.name,
    words.join(" "),
    0,
    ""
  ])
  return ran
}

/** Archives the account in a folder of a world; answers how many commands that took. */
export const archived = async (world: World, folder: string): Promise<number> => {
  const imports = writeAccount(folder)
  for (const words of imports) await must(world, folder, [...words, "--archive", "archive"])
  return imports.length
}

/** What exports, asks and reports into `out` from the archive in a folder, in `zone`, or in that of the machine. */
export const tellings = (
  folder: string,
  zone: string | undefined,
  out: string
): ReadonlyArray<ReadonlyArray<string>> => {
  const tz = zone === undefined ? [] : ["--tz", zone]
  writeFileSync(join(folder, "question.sql"), question)
  return [
    ["export", "--format", "csv,xlsx,parquet", "-o", `${out}/export`],
    ["stats", "activity_by_day", "-o", `${out}/days.csv`],
    ["report", "-o", `${out}/report.html`],
    ["sql", "--file", "question.sql", "-o", `${out}/answer.json`]
  ].map((words) => [...words, "--archive", "archive", ...tz])
}

/** The files that all of these make. */
export const told = async (world: World, folder: string, zone: string | undefined, out = "out") => {
  const commands = tellings(folder, zone, out)
  for (const words of commands) await must(world, folder, words)
  return { outputs: filesIn(join(folder, out)), commands: commands.length }
}

const synced = `select * exclude (first_seen_at, last_seen_at) from messages order by instance_id, chat_id, message_id`

/** Syncs with the configuration in a folder, and answers the messages that are there then. */
export const syncedIn = async (world: World, folder: string, archive = "synced") => {
  const ran = await must(world, folder, ["sync", "--archive", archive])
  const { stdout } = await must(world, folder, ["sql", synced, "--format", "json", "--archive", archive])
  return { messages: stdout, said: ran.stderr, commands: 2 }
}

const firstDifference = (ours: string, theirs: string): string => {
  const [left, right] = [ours.split("\n"), theirs.split("\n")]
  const line = left.findIndex((text, index) => text !== right[index])
  return line < 0 ? "" : `line ${line + 1}: ${left[line]?.slice(0, 300)} ≠ ${right[line]?.slice(0, 300)}`
}

/** Fails unless both made the same files, byte for byte; answers how many those are. */
export const expectEqual = (world: World, ours: Outputs, plain: Outputs): number => {
  expect([world.name, [...ours.keys()]]).toEqual([world.name, [...plain.keys()]])
  const different = [...ours].flatMap(([name, bytes]) => {
    const other = plain.get(name) ?? ""
    return bytes === other ? [] : [`${name} ${isText(name) ? firstDifference(bytes, other) : ""}`]
  })
  expect({ world: world.name, different: different.slice(0, 5) }).toEqual({
    world: world.name,
    different: []
  })
  return ours.size
}
