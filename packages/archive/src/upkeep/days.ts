// The days of an instance: their packed and loose snapshots, and whether the day is over.

import { basename, join } from "node:path"
import { sweep } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import type { Archive } from "../archive.ts"
import { listMonths, snapshotFolders } from "../archive.ts"
import { dayOfPack, type Pack, packName } from "../pack/pack.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"

/** One UTC day of one instance. */
export interface Day {
  readonly instanceId: string
  /** `20240129` */
  readonly day: string
  readonly folder: string
  /** The path of its pack, whether it exists or not. */
  readonly packPath: string
  readonly pack: Pack | undefined
  readonly loose: ReadonlyArray<SnapshotRef>
}

const DAY_MILLIS = 24 * 60 * 60 * 1000
const HOUR_MILLIS = 60 * 60 * 1000

/** True if the day ended at least an hour ago. */
export const isOver = ({ day }: Pick<Day, "day">, now: number): boolean => {
  const start = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)))
  return now >= start + DAY_MILLIS + HOUR_MILLIS
}

/** The days of an instance with snapshots, in order. */
export const daysOf = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  const days: Array<Day> = []
  for (const { folder, loose, packs } of yield* listMonths(archive, instanceId)) {
    const packOf = new Map(packs.map((pack) => [dayOfPack(basename(pack.path)) ?? "", pack]))
    const looseOf = Map.groupBy(loose, ({ snapshotId }) => snapshotId.slice(0, 8))
    for (const day of [...new Set([...packOf.keys(), ...looseOf.keys()])].sort())
      days.push({
        instanceId,
        day,
        folder,
        packPath: join(folder, packName(day)),
        pack: packOf.get(day),
        loose: looseOf.get(day) ?? []
      })
  }
  return days
})

/** Removes abandoned temporary files from an archive and all months of an instance. */
export const sweepInstance = Effect.fnUntraced(function* (archive: Archive, instanceId: string) {
  for (const folder of [archive.path, ...(yield* snapshotFolders(archive, instanceId))]) yield* sweep(folder)
})
