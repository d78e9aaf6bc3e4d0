// Transcripts of the loaded archive, a file per chat, against the workbook of its messages; and in Chromium the largest of
// them: until something of it is seen, and until all of it is there, medians of the rounds. Without Chromium (`CHROMIUM`, or
// /usr/bin/chromium) only the first.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { archive, count, folder, makeArchive } from "./data.ts"
import { binary, measure, report, rounds } from "./measure.ts"

await makeArchive()
const place = `${folder}/transcripts`
const workbook = `${folder}/messages.xlsx`
const shared = ["--archive", archive, "--tz", "Europe/Moscow", "--quiet", "--force"]
report(
  `Transcripts of ${count} messages, a file per chat`,
  measure([
    {
      name: "the workbook of the messages",
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

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"
if (existsSync(executablePath)) {
  const require = createRequire(new URL("../apps/analytics/package.json", import.meta.url))
  const { chromium } = require("playwright-core")
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : []
  const browser = await chromium.launch({ executablePath, args })
  const seen: Array<number> = []
  const whole: Array<number> = []
  for (let round = 0; round < rounds; round += 1) {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(place, largest)).href)
    const [painted, loaded] = await page.evaluate(
      "[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.timing.loadEventEnd - performance.timing.navigationStart]"
    )
    seen.push(painted)
    whole.push(loaded)
    await page.close()
  }
  await browser.close()
  const median = (times: ReadonlyArray<number>) =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]?.toFixed(0)
  console.log(`seen after ${median(seen)} ms, all of it there after ${median(whole)} ms`)
}
rmSync(place, { recursive: true, force: true })
rmSync(workbook, { force: true })
