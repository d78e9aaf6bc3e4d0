// The first question of an archive of 100,000 snapshots, loose and compacted. `--snapshots N` takes another number.

import { execFileSync } from "node:child_process"
import { cpSync, existsSync, rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { writeManySnapshots } from "./many-snapshots.ts"
import { binary, measure, report, root } from "./measure.ts"

const { values } = parseArgs({ options: { snapshots: { type: "string" } }, strict: false })
const count = Number(values["snapshots"] ?? 100_000)
const folder = `${root}benchmarks/data/snapshots-${count}`
const loose = `${folder}/loose`
const packed = `${folder}/packed`

if (!existsSync(`${packed}/cache`)) {
  rmSync(folder, { recursive: true, force: true })
  writeManySnapshots(loose, count)
  cpSync(loose, packed, { recursive: true })
  const start = performance.now()
  execFileSync(process.execPath, [binary, "compact", "--remove-now", "--archive", packed], {
    stdio: "inherit"
  })
  console.log(`compact of ${count} snapshots: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

const side = (name: string, archive: string) => ({
  name,
  before: () => rmSync(`${archive}/cache`, { recursive: true, force: true }),
  commands: [[binary, "sql", "select count(*) as n from messages", "--archive", archive]]
})

report(`The first question of ${count} snapshots`, measure([side("loose", loose), side("compacted", packed)]))
