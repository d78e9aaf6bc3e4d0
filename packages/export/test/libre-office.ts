// What LibreOffice has in memory once it opened a file: the texts of the cells, as it writes them into a CSV, and of each
// whether it calculates, as it writes that into a flat OpenDocument sheet (whose texts lack some tabs).
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import Papa from "papaparse"

const everythingQuoted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,0"

/** What LibreOffice makes of a file, in a new folder beside it; `filter` says how it shall read a CSV. */
export const openedInLibreOffice = (program: string, path: string, to: string, filter?: string) => {
  const folder = mkdtempSync(join(dirname(path), "opened-"))
  const words = [
    `-env:UserInstallation=file://${dirname(path)}/profile`,
    "--headless",
    "--norestore",
    ...(filter === undefined ? [] : [`--infilter=${filter}`]),
    ...["--convert-to", to, "--outdir", folder, path]
  ]
  // The first start of a profile may end at once, to be started again.
  for (let start = 1; readdirSync(folder).length === 0; start++) {
    const { status, signal, stdout, stderr } = spawnSync(program, words, {
      encoding: "utf8",
      timeout: 120_000
    })
    if (start === 3 && readdirSync(folder).length === 0)
      throw new Error(`LibreOffice wrote nothing of ${path} (${status ?? signal}): ${stdout}${stderr}`)
  }
  return folder
}

const textOf = (program: string, path: string, to: string, filter: string | undefined) => {
  const folder = openedInLibreOffice(program, path, to, filter)
  return readFileSync(join(folder, readdirSync(folder)[0] ?? ""), "utf8")
}

const countsOf = (found: Iterable<RegExpExecArray>) => {
  const counts: Record<string, number> = {}
  for (const [, type = ""] of found) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

/** The texts of the first sheet of a file; `filter` says how LibreOffice shall read a CSV. */
export const textsInLibreOffice = (program: string, path: string, filter?: string) => {
  const csv = textOf(program, path, everythingQuoted, filter)
  const { data } = Papa.parse<ReadonlyArray<string>>(csv, { newline: "\n", delimiter: "," })
  if (data.at(-1)?.join("") === "") data.pop()
  return data
}

/** How many cells of a file are of a type (`string`, `float`, `date`, `boolean`), and how many calculate. */
export const typesInLibreOffice = (program: string, path: string, filter?: string) => {
  const flat = textOf(program, path, "fods", filter)
  return {
    formulas: flat.split("table:formula=").length - 1,
    types: countsOf(flat.matchAll(/<table:table-cell[^>]* office:value-type="(\w+)"/g))
  }
}
