// How hard a workbook is compressed.
//
// Levels of zlib: 1 for `fast`; 5 for `small` makes files a fifth smaller for about a fifth more CPU; above that, it gains
// a few per cent for several times the work (`benchmarks/xlsx.ts`).

export const compressions = ["fast", "small"] as const

/** `fast`, or `small` for files that are sent or stored. */
export type Compression = (typeof compressions)[number]

export const isCompression = (name: unknown): name is Compression =>
  compressions.some((compression) => compression === name)

/** The level for zlib. */
export const zlibLevel: Readonly<Record<Compression, number>> = { fast: 1, small: 5 }
