// A dataset in an object store that is a map: what is written is read back, and a commit that is taken gets the next number.
import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { exportDataset, inBucket, type ObjectStore, readDataset } from "../src/index.ts"
import { fileList } from "../src/internal.ts"
import { connect, rowsOf } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"

const mapStore = (objects: Map<string, Uint8Array>): ObjectStore => ({
  url: "s3://map",
  list: (prefix) =>
    Effect.sync(() =>
      [...objects]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, bytes]) => ({ key, bytes: bytes.length, modified: 0 }))
    ),
  get: (key) => Effect.sync(() => objects.get(key)),
  put: (key, bytes) => Effect.sync(() => void objects.set(key, bytes)),
  create: (key, bytes) =>
    Effect.sync(() => {
      if (objects.has(key)) return false
      objects.set(key, bytes)
      return true
    }),
  remove: (key) => Effect.sync(() => void objects.delete(key))
})

/** Exports three rows of an owner. */
const exporting = Effect.fnUntraced(function* (owner: string, bucket: Parameters<typeof inBucket>[0]) {
  const connection = yield* connect()
  const exported = exportDataset(connection, {
    directory: bucket.folder,
    tables: [
      {
        name: "rows",
        by: ["instance"],
        order: "id",
        query: `select i as id, '${owner}' as instance from range(3) as r(i)`
      }
    ],
    owners: new Set([owner]),
    marksOf: () => [],
    isOurs: () => true,
    force: false,
    program: { name: "test", version: "0" },
    retention: 0
  })
  return yield* inBucket(bucket)(exported)
})

describe("a dataset in a bucket", () => {
  it.effect(
    "knows its own commit where the answer to it was lost, and writes no key outside its folder",
    () =>
      Effect.gen(function* () {
        const objects = new Map<string, Uint8Array>()
        const reliable = mapStore(objects)
        const lost = new Set<string>()
        const store: ObjectStore = {
          ...reliable,
          create: (key, bytes) =>
            Effect.map(reliable.create(key, bytes), (isMade) => {
              if (!isMade || !key.endsWith(".json") || lost.has(key)) return isMade
              lost.add(key)
              return false
            })
        }
        const folder = `${yield* temporaryFolder}/inside`
        objects.set("rows/_delta_log/../../../outside.checkpoint.parquet", Buffer.from("x"))
        yield* exporting("1", { store, folder, mostBytes: 1 << 20 })
        expect(lost.size).toBeGreaterThan(0)
        expect(
          [...objects.keys()].filter((key) => /^rows\/_delta_log\/\d{20}\.json$/.test(key))
        ).toHaveLength(1)
        expect(existsSync(`${folder}/../outside.checkpoint.parquet`)).toBe(false)
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("takes writers at once, each its own rows, and keeps what was read up to a size", () =>
    Effect.gen(function* () {
      const objects = new Map<string, Uint8Array>()
      const options = Effect.map(temporaryFolder, (folder) => ({
        store: mapStore(objects),
        folder,
        mostBytes: 1 << 20
      }))
      const write = (owner: string) => Effect.flatMap(options, (bucket) => exporting(owner, bucket))
      yield* Effect.forEach(["1", "2", "3"], write, { concurrency: "unbounded" })
      expect(
        [...objects.keys()].filter((key) => /^rows\/_delta_log\/0{19}[0-2]\.json$/.test(key))
      ).toHaveLength(3)
      const connection = yield* connect()
      const bucket = yield* options
      const { tables } = yield* inBucket(bucket)(readDataset(connection, bucket.folder))
      const [{ files = [] } = {}] = tables
      const rows = yield* rowsOf(
        connection,
        `select count(*)::integer as n from read_parquet(${fileList(files)})`
      )
      expect(rows).toEqual([{ n: 9 }])
      const small = yield* Effect.flip(
        inBucket({ ...bucket, mostBytes: 10 })(readDataset(connection, bucket.folder))
      )
      assert(small._tag === "ObjectStoreFailed")
      expect(small.reason).toMatchObject({ code: "store_over_cache", most: 10 })
    }).pipe(Effect.provide(nodeFiles))
  )
})
