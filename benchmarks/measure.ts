// Measuring side by side: every side once a round, in turn, each in a process of its own; medians at the end.
//
// Wall time and peak memory are those of the child process. Rounds default to 3; `--rounds N` changes that.
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

export interface Side {
  readonly name: string
  /** Arguments of `node`, or several processes one after the other. */
  readonly commands: ReadonlyArray<ReadonlyArray<string>>
  /** Exit codes that are right; default 0. */
  readonly codes?: ReadonlyArray<number>
  /** Runs before every round, and is not measured. */
  readonly before?: () => void
}

export interface Measured {
  readonly name: string
  readonly seconds: number
  /** Largest of the processes, in MB. */
  readonly megabytes: number
}

export const root = fileURLToPath(new URL("..", import.meta.url))
export const binary = `${root}apps/cli/dist/main.mjs`

export const rounds = Number(
  parseArgs({ options: { rounds: { type: "string" } }, strict: false }).values.rounds ?? 3
)

/** Makes a process tell its peak memory when it ends. */
const watch =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS+'\\n'))"

const runOnce = (command: ReadonlyArray<string>, codes: ReadonlyArray<number> = [0]) => {
  const start = performance.now()
  const child = spawnSync(process.execPath, ["--import", watch, ...command], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"]
  })
  const seconds = (performance.now() - start) / 1000
  if (!codes.includes(child.status ?? -1))
    throw new Error(`${command.join(" ")} ended with ${child.status}: ${child.stderr}`)
  const peaks = [...child.stderr.matchAll(/^peak (\d+)$/gm)].map((match) => Number(match[1]))
  return { seconds, megabytes: Math.max(0, ...peaks) / 1024 }
}

const median = (values: ReadonlyArray<number>) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN

/** Runs all sides in turn, `rounds` times. */
export const measure = (sides: ReadonlyArray<Side>): ReadonlyArray<Measured> => {
  const seen = sides.map(() => ({ seconds: [] as Array<number>, megabytes: [] as Array<number> }))
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) {
      side.before?.()
      const runs = side.commands.map((command) => runOnce(command, side.codes))
      seen[index]?.seconds.push(runs.reduce((sum, run) => sum + run.seconds, 0))
      seen[index]?.megabytes.push(Math.max(...runs.map((run) => run.megabytes)))
    }
  return sides.map((side, index) => ({
    name: side.name,
    seconds: median(seen[index]?.seconds ?? []),
    megabytes: median(seen[index]?.megabytes ?? [])
  }))
}

/** Prints what was measured as a Markdown table; ratios are to the first side. */
export const report = (title: string, measured: ReadonlyArray<Measured>): void => {
  const [first] = measured
  console.log(`\n### ${title}\n\n| side | seconds | ratio | peak MB |\n|---|--:|--:|--:|`)
  for (const { name, seconds, megabytes } of measured)
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${(seconds / (first?.seconds ?? 1)).toFixed(2)} | ${megabytes.toFixed(0)} |`
    )
}
