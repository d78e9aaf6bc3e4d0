// How a large load is divided among threads.
import type { Numbered } from "@chatledger/analytics/internal"
import { expect, it } from "vitest"
import { shares } from "../src/threads/spooler.ts"

const MEGABYTE = 1024 * 1024
const piece = (snapshotNo: number, megabytes: number) => ({
  bytes: megabytes * MEGABYTE,
  snapshots: [{ snapshotNo } as Numbered]
})
const numbersOf = (divided: ReadonlyArray<ReadonlyArray<Numbered>>) =>
  divided.map((share) => share.map(({ snapshotNo }) => snapshotNo))

it("a load starts no thread for what is small beside the rest, and leaves nothing out", () => {
  expect(numbersOf(shares([piece(0, 9), piece(1, 0.2)]))).toEqual([[0, 1]])
  expect(numbersOf(shares([piece(0, 0.5), piece(1, 5), piece(2, 0.5)]))).toEqual([[1, 0, 2]])
  const divided = numbersOf(shares([piece(0, 9), piece(1, 5), piece(2, 3), piece(3, 0.1)]))
  expect(divided.flat().sort()).toEqual([0, 1, 2, 3])
  expect(shares([])).toEqual([[]])
})
