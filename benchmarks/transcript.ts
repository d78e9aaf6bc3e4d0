// Transcripts of the loaded archive, a file per chat, against its workbook and a sheet of its messages alone; in Chromium the largest of
// them: until something of it is seen, and until all of it is there, medians of the rounds. Without Chromium (`CHROMIUM`, or
// /usr/bin/chromium) only the first.
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { archive, count, folder, makeArchive } from "./data.ts"
import { binary, measure, report } from "./measure.ts"
import { openingText } from "./opening.ts"

await makeArchive()
const place = `${folder}/transcripts`
const workbook = `${folder}/messages.xlsx`
const shared = ["--archive", archive, "--tz", "Europe/Moscow", "--quiet", "--force"]
report(
  `Transcripts of ${count} messages, a file per chat`,
  measure([
    { name: "the workbook", commands: [[binary, "export", "--format", "xlsx", ...shared, "-o", workbook]] },
    {
      name: "a sheet of the messages alone",
      commands: [[binary, "export", "--table", "messages", ...shared, "-o", workbook]]
    },
    { name: "chatledger transcript", commands: [[binary, "transcript", ...shared, "-o", place]] }
  ])
)

const files = readdirSync(place).filter((name) => name.endsWith(".html"))
const sizeOf = (name: string) => statSync(join(place, name)).size
const [largest = ""] = files.toSorted((a, b) => sizeOf(b) - sizeOf(a))
const bubbles = readFileSync(join(place, largest), "utf8").split('<div class="m').length - 1
console.log(`\n${files.length} files; the largest has ${bubbles} messages and ${sizeOf(largest)} bytes`)

console.log(await openingText(join(place, largest)))
rmSync(place, { recursive: true, force: true })
rmSync(workbook, { force: true })
