// The workbook that a person reads (`--preset simple`) against that of every table (`--preset full`), of the loaded archive.
import { rmSync } from "node:fs"
import { archive, count, folder, makeArchive } from "./data.ts"
import { binary, measure, report } from "./measure.ts"

await makeArchive()
const workbook = `${folder}/workbook.xlsx`
const side = (preset: string) => ({
  name: `--preset ${preset}`,
  commands: [
    [binary, "export", "--archive", archive, "--tz", "Europe/Moscow", "--quiet", "--force"].concat([
      "--preset",
      preset,
      "--format",
      "xlsx",
      "-o",
      workbook
    ])
  ]
})
report(`Workbook of ${count} messages`, measure([side("full"), side("simple")]))
rmSync(workbook, { force: true })
