// Measuring side by side: every side once a round, in turn, each in a separate process; medians at the end.
//
// Wall time, CPU (user and system) and peak memory are those of the child process. On a machine that does other things,
// too, compare CPU rather than walls. Rounds default to 3; `--rounds N` changes that.
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

/**
 * Arguments of `node`, or those of another program, which then prints `peak` (KB) and `cpu` (microseconds) itself, and
 * `wall` (microseconds) where only a part of its time counts.
 */
export type Command =
  | ReadonlyArray<string>
  | { readonly program: string; readonly words: ReadonlyArray<string> }

export interface Side {
  readonly name: string
  /** Processes, one after the other. */
  readonly commands: ReadonlyArray<Command>
  /** Exit codes that are right; default 0. */
  readonly codes?: ReadonlyArray<number>
  /** Runs before every round, and is not measured. */
  readonly before?: () => void
}

export interface Measured {
  readonly name: string
  readonly seconds: number
  /** Seconds of CPU. */
  readonly cpu: number
  /** Largest of the processes, in MB. */
  readonly megabytes: number
}

export const root = fileURLToPath(new URL("..", import.meta.url))
export const binary = `${root}apps/cli/dist/main.mjs`

export const rounds = Number(
  parseArgs({ options: { rounds: { type: "string" } }, strict: false }).values.rounds ?? 3
)

/** Makes a process tell its CPU and its peak memory when it ends. */
const watch =
  "data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\npeak '+u.maxRSS+'\\ncpu '+(u.userCPUTime+u.systemCPUTime)+'\\n')})"

const isWords = (command: Command): command is ReadonlyArray<string> => Array.isArray(command)

const told = (text: string, what: string) =>
  [...text.matchAll(new RegExp(`^${what} (\\d+)$`, "gm"))].map((match) => Number(match[1]))

const sum = (values: ReadonlyArray<number>) => values.reduce((total, each) => total + each, 0)

const runOnce = (command: Command, codes: ReadonlyArray<number> = [0]) => {
  const start = performance.now()
  const [program, words] = isWords(command)
    ? [process.execPath, ["--import", watch, ...command]]
    : [command.program, command.words]
  const child = spawnSync(program, words, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"]
  })
  const whole = (performance.now() - start) / 1000
  if (!codes.includes(child.status ?? -1))
    throw new Error(`${words.join(" ")} ended with ${child.status}: ${child.stderr}`)
  const cpu = sum(told(child.stderr, "cpu")) / 1e6
  const [wall] = told(child.stderr, "wall")
  const seconds = wall === undefined ? whole : wall / 1e6
  return { seconds, cpu, megabytes: Math.max(0, ...told(child.stderr, "peak")) / 1024 }
}

const median = (values: ReadonlyArray<number>) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN

/** Runs all sides in turn, `rounds` times. */
export const measure = (sides: ReadonlyArray<Side>): ReadonlyArray<Measured> => {
  const seen = sides.map((): Array<Omit<Measured, "name">> => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) {
      side.before?.()
      const runs = side.commands.map((command) => runOnce(command, side.codes))
      seen[index]?.push({
        seconds: sum(runs.map((run) => run.seconds)),
        cpu: sum(runs.map((run) => run.cpu)),
        megabytes: Math.max(...runs.map((run) => run.megabytes))
      })
    }
  return sides.map(({ name }, index) => {
    const middle = (what: keyof Omit<Measured, "name">) => median((seen[index] ?? []).map((run) => run[what]))
    return { name, seconds: middle("seconds"), cpu: middle("cpu"), megabytes: middle("megabytes") }
  })
}

/** Prints what was measured as a Markdown table; ratios are to the first side. */
export const report = (title: string, measured: ReadonlyArray<Measured>): void => {
  const [first] = measured
  console.log(
    `\n### ${title}\n\n| side | seconds | ratio | CPU seconds | ratio | peak MB |\n|---|--:|--:|--:|--:|--:|`
  )
  for (const { cpu, megabytes, name, seconds } of measured)
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${(seconds / (first?.seconds ?? 1)).toFixed(2)} | ${cpu.toFixed(2)} | ${(cpu / (first?.cpu ?? 1)).toFixed(2)} | ${megabytes.toFixed(0)} |`
    )
}
