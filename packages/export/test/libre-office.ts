// What LibreOffice has in memory once it opened a file: the texts of the cells, as it writes them into a CSV, and of each
// whether it calculates, as it writes that into a flat OpenDocument sheet (whose texts lack some tabs).
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { basename, dirname, extname, join } from "node:path"
import Papa from "papaparse"

const everythingQuoted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,0"

const converted = (program: string, path: string, to: string, filter: string | undefined) => {
  const folder = dirname(path)
  const words = [
    `-env:UserInstallation=file://${folder}/profile`,
    "--headless",
    ...(filter === undefined ? [] : [`--infilter=${filter}`]),
    "--convert-to",
    to,
    "--outdir",
    join(folder, "opened"),
    path
  ]
  execFileSync(program, words, { stdio: "ignore" })
  return join(folder, "opened", `${basename(path, extname(path))}${to === "fods" ? ".fods" : ".csv"}`)
}

const countsOf = (found: Iterable<RegExpExecArray>) => {
  const counts: Record<string, number> = {}
  for (const [, type = ""] of found) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

/** The texts of the first sheet of a file; `filter` says how LibreOffice shall read a CSV. */
export const textsInLibreOffice = (program: string, path: string, filter?: string) => {
  const csv = readFileSync(converted(program, path, everythingQuoted, filter), "utf8")
  const { data } = Papa.parse<ReadonlyArray<string>>(csv, { newline: "\n", delimiter: "," })
  if (data.at(-1)?.join("") === "") data.pop()
  return data
}

/** How many cells of a file are of a type (`string`, `float`, `date`, `boolean`), and how many calculate. */
export const typesInLibreOffice = (program: string, path: string, filter?: string) => {
  const flat = readFileSync(converted(program, path, "fods", filter), "utf8")
  return {
    formulas: flat.split("table:formula=").length - 1,
    types: countsOf(flat.matchAll(/<table:table-cell[^>]* office:value-type="(\w+)"/g))
  }
}
