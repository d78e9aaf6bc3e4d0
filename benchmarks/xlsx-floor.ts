// How near the floor is a workbook of many rows, and does its cost grow with them: the wall time of @chatledger/export
// against half the CPU seconds (two cores) of row text in SQL alone and deflation alone; then 100,000 to 3,000,000 rows.
// Run, after a build: node benchmarks/xlsx-floor.ts [--count 1000000] [--rounds 3] [--curve 100000,300000,1000000,3000000]
import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { parseArgs } from "node:util"
import { type Measured, measure, root, rounds } from "./measure.ts"
import { out, rowsFile } from "./xlsx-rows.ts"

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000000" }, curve: { type: "string" } },
  strict: false
})
const count = Number(values.count)
const target = `${out}/out.xlsx`
const before = () => rmSync(target, { force: true })
const median = (list: ReadonlyArray<number>) =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

const ours = async (rows: number): Promise<Measured | undefined> => {
  const database = await rowsFile(rows)
  const [measured] = measure([
    { name: "ours", before, commands: [[`${root}benchmarks/xlsx-side.ts`, "ours", database, target]] }
  ])
  return measured
}

const floors: Array<{ readonly text: number; readonly deflation: number; readonly bytes: number }> = []
const database = await rowsFile(count)
for (let round = 0; round < rounds; round += 1) {
  const child = spawnSync(process.execPath, [`${root}benchmarks/xlsx-floor-side.ts`, database], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"]
  })
  if (child.status !== 0) throw new Error("the floor could not be measured")
  floors.push(JSON.parse(child.stdout))
}
const text = median(floors.map((floor) => floor.text))
const deflation = median(floors.map((floor) => floor.deflation))
const floor = (text + deflation) / 2
const written = await ours(count)
console.log(`\n### XLSX of ${count} rows, and its floor
row text in SQL alone ${text.toFixed(2)} s of CPU, deflation alone ${deflation.toFixed(2)} s of CPU (${((floors[0]?.bytes ?? 0) / 1e6).toFixed(0)} MB): floor on two cores ${floor.toFixed(2)} s
@chatledger/export ${written?.seconds.toFixed(2)} s, ${written?.cpu.toFixed(2)} s of CPU, peak ${written?.megabytes.toFixed(0)} MB
ratio of walls ${((written?.seconds ?? 0) / floor).toFixed(2)}, of CPU ${((written?.cpu ?? 0) / (text + deflation)).toFixed(2)}`)

const curve = String(values.curve ?? "100000,300000,1000000,3000000").split(",")
console.log(
  "\n### The curve\n\n| rows | seconds | rows a second | CPU seconds | peak MB |\n|--:|--:|--:|--:|--:|"
)
for (const rows of curve.map(Number)) {
  const measured = rows === count ? written : await ours(rows)
  if (measured === undefined) continue
  const { cpu, megabytes, seconds } = measured
  console.log(
    `| ${rows} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds)} | ${cpu.toFixed(1)} | ${megabytes.toFixed(0)} |`
  )
}
before()
