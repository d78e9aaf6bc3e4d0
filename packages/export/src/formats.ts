// The formats of an export, in the order in which a run writes them; all other lists derive from this one.
//
// Writers are loaded on demand, so that the list itself costs nothing.
import type { FormatTraits, Writer } from "./writer.ts"

interface Format extends FormatTraits {
  readonly load: () => Promise<{ readonly writer: Writer }>
}

const known = {
  parquet: {
    load: () => import("./parquet.ts"),
    mediaType: "application/vnd.apache.parquet",
    isText: false,
    isZoned: false,
    holdsAllTables: false,
    isPartitioned: true
  },
  csv: {
    load: () => import("./csv.ts"),
    mediaType: "text/csv",
    isText: true,
    isZoned: true,
    holdsAllTables: false,
    isPartitioned: false
  },
  ndjson: {
    load: () => import("./ndjson.ts"),
    mediaType: "application/x-ndjson",
    isText: true,
    isZoned: false,
    holdsAllTables: false,
    isPartitioned: false
  },
  xlsx: {
    load: () => import("./xlsx/writer.ts"),
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    isText: false,
    isZoned: true,
    holdsAllTables: true,
    isPartitioned: false,
    columnLimit: 16_384
  }
} as const satisfies Readonly<Record<string, Format>>

/** The name of a format, which is also the extension of its files. */
export type ExportFormat = keyof typeof known

/** The writer and the traits of each format. */
export const formats: Readonly<Record<ExportFormat, Format>> = known

/** All formats, in the order in which a run writes them. */
export const exportFormats = Object.keys(known) as ReadonlyArray<ExportFormat>

/** True if a text is the name of a format: `csv`, not `CSV`. */
export const isExportFormat = (name: string): name is ExportFormat => Object.hasOwn(known, name)
