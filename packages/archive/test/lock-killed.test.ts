// Processes that take one lock and are killed at it, in every order that a seed finds: one call to the disk at a time,
// each by a process chosen at random, and now and then one that never does anything again.

import { type Random, randomOfRun } from "@chatledger/sample-account"
import { afterAll, assert, describe, it, vi } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { LockHeld } from "../src/index.ts"
import { withLock } from "../src/internal.ts"
import { breadth } from "./breadth.ts"
import { Disk } from "./reliability/disk.ts"
import { diskFiles } from "./reliability/disk-files.ts"

const SEEDS = breadth(150, 1000)
const NOW = Date.parse("2024-01-29T10:15:30.123Z")

const ownPid = process.pid
/** Processes that live, besides this one. */
const living = new Set<number>()
vi.spyOn(process, "kill").mockImplementation((pid) => {
  if (living.has(pid)) return true
  throw Object.assign(new Error("no such process"), { code: "ESRCH" })
})
const asProcess = <A>(pid: number, act: () => A): A => {
  Object.defineProperty(process, "pid", { value: pid, configurable: true })
  try {
    return act()
  } finally {
    Object.defineProperty(process, "pid", { value: ownPid, configurable: true })
  }
}
afterAll(() => vi.restoreAllMocks())

/** A process that takes the lock; it stands still before each call to the disk, and twice while it has the lock. */
class Taker {
  isWorking = false
  exit: Exit.Exit<void, unknown> | undefined
  readonly pid: number
  private goOn: (() => void) | undefined

  constructor(disk: Disk, pid: number, now: number, hasLinks: boolean) {
    this.pid = pid
    living.add(pid)
    const turn = Effect.callback<void>((resume) => {
      this.goOn = () => resume(Effect.void)
    })
    const fs = diskFiles(disk, {
      watch: ({ name }) => (name === "link" && !hasLinks ? "ENOTSUP" : undefined)
    })
    const inTurn =
      <P extends ReadonlyArray<unknown>, A, E>(call: (...given: P) => Effect.Effect<A, E>) =>
      (...given: P) =>
        Effect.andThen(turn, call(...given))
    const files = FileSystem.FileSystem.of({
      ...fs,
      link: inTurn(fs.link),
      rename: inTurn(fs.rename),
      remove: inTurn(fs.remove),
      writeFile: inTurn(fs.writeFile),
      readFileString: inTurn(fs.readFileString),
      stat: inTurn(fs.stat)
    })
    const clock: Clock.Clock = {
      ...Effect.runSync(Clock.Clock),
      currentTimeMillisUnsafe: () => now,
      currentTimeMillis: Effect.succeed(now),
      sleep: () => Effect.never
    }
    const work = Effect.gen({ self: this }, function* (this: Taker) {
      this.isWorking = true
      yield* turn
      yield* turn
      this.isWorking = false
    })
    const taking = withLock({ path: `${disk.mount}/archive` }, "1101000001", work).pipe(
      Effect.provide(Layer.merge(Layer.succeed(FileSystem.FileSystem, files), Path.layer)),
      Effect.provideService(Clock.Clock, clock)
    )
    const fiber = asProcess(pid, () => Effect.runFork(taking))
    fiber.addObserver((exit) => {
      this.exit = exit
      living.delete(pid)
    })
  }

  get hasEnded(): boolean {
    return this.exit !== undefined || !living.has(this.pid)
  }

  /** One call to the disk. */
  async step(): Promise<void> {
    const goOn = this.goOn
    this.goOn = undefined
    goOn?.()
    while (this.goOn === undefined && this.exit === undefined) await new Promise(setImmediate)
  }

  kill(): void {
    living.delete(this.pid)
    this.isWorking = false
  }
}

const diskWithArchive = () => {
  const disk = new Disk(() => NOW)
  disk.makeFolder(`${disk.mount}/archive`)
  disk.makeFile(`${disk.mount}/archive/archive.json`)
  return disk
}

const locksOf = (disk: Disk) =>
  disk.files().flatMap(({ path }) => (path.startsWith("archive/locks/") ? path : []))

/** Above those that a system gives. */
let pids = 10_000_000
const taker = (disk: Disk, now: number, hasLinks: boolean) => new Taker(disk, ++pids, now, hasLinks)

/** Lets some processes at the lock, some of which are killed; never do two of them have it. */
const crowd = async (disk: Disk, random: Random, hasLinks: boolean) => {
  const takers: Array<Taker> = []
  const left = () => takers.filter(({ hasEnded }) => !hasEnded)
  for (let more = random.between(1, 4); more > 0 || left().length > 0; ) {
    const one = left().length === 0 ? undefined : random.pick(left())
    if (one === undefined || (more > 0 && random.chance(0.2))) {
      takers.push(taker(disk, NOW, hasLinks))
      more -= 1
    } else if (random.chance(0.08)) one.kill()
    else await one.step()
    assert.isAtMost(left().filter(({ isWorking }) => isWorking).length, 1, "two have the lock")
  }
  for (const { exit } of takers)
    if (exit !== undefined && Exit.isFailure(exit)) assert.include(String(exit.cause), LockHeld.name)
  return takers.length
}

const alone = async (disk: Disk, now: number, hasLinks: boolean) => {
  const one = taker(disk, now, hasLinks)
  while (one.exit === undefined) await one.step()
  return one.exit
}

describe("a lock at which processes are killed", () => {
  for (const hasLinks of [true, false])
    it(`is one process's at a time, and the next one's at once${hasLinks ? "" : ", or after a minute where there are no hard links"}`, async () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const random = randomOfRun(seed)
        const disk = diskWithArchive()
        for (let times = random.between(1, 6); times > 0; times -= 1) await crowd(disk, random, hasLinks)
        const exit = await alone(disk, hasLinks ? NOW : NOW + 2 * 60_000, hasLinks)
        assert.isTrue(Exit.isSuccess(exit), `seed ${seed}: ${String(exit)}, ${locksOf(disk)}`)
        for (const path of locksOf(disk)) assert.match(path, /\.lock\.tmp-[0-9a-f]{12}$/, `seed ${seed}`)
      }
    })
})
