// Kills side by side, in lanes with folders of their own, until there are enough of them.
import { mkdtempSync } from "node:fs"
import { join } from "node:path"
import { type Random, randomOfRun } from "@chatledger/sample-account"
import { expect } from "vitest"
import { extent, publish, replayedSeed } from "../../../../packages/archive/test/reliability/counts.ts"
import { newFolder } from "../command.ts"
import { isTemporary } from "./killed-archive.ts"

/** Kills of each command; 5,000 together in the long run. */
const kills = {
  sync: extent(16, 104, 1800),
  import: extent(16, 88, 1550),
  compact: extent(16, 96, 1550),
  export: extent(4, 14, 100)
}

export type Killed = keyof typeof kills

export const LANES = 2
/** An archive is left for a new one after so many kills, lest reading it takes longer than the rest. */
const PER_ARCHIVE = 10
/** Where few kills are wanted, so many runs may end first by random. */
const FEW = 10

export const counts = publish("kill", [
  "runs",
  "runs that ended first",
  "kills that left a temporary file",
  "kills in the middle of taking a lock",
  "kills after which something was new"
])

const seen = new Map<string, ReadonlyArray<string>>()

/** Counts what a kill has left in a folder besides what was there. */
export const countLeft = (folder: string, names: ReadonlyArray<string>): void => {
  const left = names.filter((name) => isTemporary(name) && !seen.get(folder)?.includes(name))
  seen.set(folder, names)
  counts.count({
    "kills that left a temporary file": left.length > 0 ? 1 : 0,
    "kills in the middle of taking a lock": left.some((name) => name.includes("locks/")) ? 1 : 0
  })
}

const above = newFolder()

/** One folder after the other, each for some kills. */
export interface Lane {
  readonly index: number
  readonly folder: string
  readonly random: Random
  /** Runs something that may be killed, and says whether to go on here; `run` answers whether it was. */
  readonly kill: (run: () => Promise<boolean>) => Promise<boolean>
}

/** Kills a command so often; `work` is begun again with a new folder until it is enough. */
export const killed = async (name: Killed, work: (lane: Lane) => Promise<void>): Promise<void> => {
  const wanted = kills[name] / LANES
  const lane = async (index: number) => {
    const random = randomOfRun(LANES * (replayedSeed ?? 1) - 1 + index)
    let done = 0
    let runs = 0
    const kill: Lane["kill"] = async (run) => {
      runs += 1
      expect(runs, "most runs end before the kill").toBeLessThan(wanted * 3 + FEW)
      const isKilled = await run()
      done += isKilled ? 1 : 0
      counts.count({
        runs: 1,
        [`kills of ${name}`]: isKilled ? 1 : 0,
        "runs that ended first": isKilled ? 0 : 1
      })
      return done < wanted && done % PER_ARCHIVE !== 0
    }
    while (done < wanted) await work({ index, random, kill, folder: mkdtempSync(join(above, `${name}-`)) })
  }
  await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)))
}
