// What most tests ask for, in one place.
import type { ExportTable } from "../src/index.ts"

export const program = { name: "chatledger", version: "1.2.3" }

/** The settings that every export needs. */
export const about = { createdAt: new Date("2026-02-03T04:05:06Z"), program }

/** A table in a total order. */
export const table = (query: string, more: Partial<ExportTable> = {}): ExportTable => ({
  name: "things",
  query,
  ...more
})
