// One file by @chatledger/export, with no more of Effect loaded than it takes, as the binary has it.
import { createRequire } from "node:module"
import type { DuckDBConnection } from "../packages/export/node_modules/@duckdb/node-api/lib/index.js"
import { root } from "./measure.ts"

const require = createRequire(`${root}apps/cli/package.json`)

/** Runs `exportFile` or `exportTables` with what both need. */
export const exportByOurs = async (
  what: "exportFile" | "exportTables",
  connection: DuckDBConnection,
  options: object
): Promise<void> => {
  const [Effect, Layer, NodeFileSystem, NodePath, ours] = await Promise.all(
    [
      "effect/Effect",
      "effect/Layer",
      "@effect/platform-node/NodeFileSystem",
      "@effect/platform-node/NodePath",
      "@chatledger/export"
    ].map((name) => import(require.resolve(name)))
  )
  await Effect.runPromise(
    ours[what](connection, {
      timeZone: "Europe/Moscow",
      createdAt: new Date(0),
      program: { name: "benchmark", version: "1" },
      ...options
    }).pipe(Effect.provide(Layer.mergeAll(NodeFileSystem.layer, NodePath.layer)))
  )
}
