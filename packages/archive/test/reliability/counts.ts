// What a suite has proved, in numbers: published in `docs/reliability/<suite>.json`, from which the page is made.
//
// `CHATLEDGER_PUBLISH=1` writes the numbers of this run; a run that proves less than is published fails.
// `CHATLEDGER_RELIABILITY=part` asks for the part that CI runs, which publishes beside as `<suite>.part.json`;
// `CHATLEDGER_SOAK=1` for the long run, as `<suite>.soak.json`. A run of chosen tests or of one seed publishes nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect } from "vitest"

const folder = resolve(import.meta.dirname, "../../../../docs/reliability")

/** True in the long run. */
export const isSoak = process.env["CHATLEDGER_SOAK"] === "1"

/** True in CI, which has some minutes for all suites together. */
export const isPart = !isSoak && process.env["CHATLEDGER_RELIABILITY"] === "part"

/** So many in this run. */
export const extent = (part: number, usual: number, long: number): number =>
  isSoak ? long : isPart ? part : usual

/** The one seed that is to be replayed, if there is one. */
export const replayedSeed =
  process.env["CHATLEDGER_SEED"] === undefined ? undefined : Number(process.env["CHATLEDGER_SEED"])

/** Seeds of a run: from 1 on, or the one that is replayed. */
export const seedsOf = (count: number): ReadonlyArray<number> =>
  replayedSeed === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [replayedSeed]

/** The order of what happens side by side changes a state or two. */
const LEAST_SHARE = 0.98

export type Counts = Readonly<Record<string, number>>

const published = (path: string): Counts => {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return {}
  }
}

/** The numbers of one suite; `settle` belongs into its last test. `unsteady` ones depend on the machine. */
export const publish = (suite: string, unsteady: ReadonlyArray<string> = []) => {
  const counts: Record<string, number> = {}
  const path = join(folder, `${suite}${isSoak ? ".soak" : isPart ? ".part" : ""}.json`)
  return {
    count: (more: Counts): void => {
      for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
    },
    settle: (): void => {
      if (replayedSeed !== undefined) return
      if (process.env["CHATLEDGER_PUBLISH"] === "1") {
        mkdirSync(folder, { recursive: true })
        writeFileSync(path, `${JSON.stringify(counts, null, 2)}\n`)
      }
      for (const [name, count] of Object.entries(published(path)))
        if (!unsteady.includes(name))
          expect(counts[name] ?? 0, `${suite}: ${name}`).toBeGreaterThanOrEqual(
            Math.floor(count * LEAST_SHARE)
          )
    }
  }
}
