// The report of the loaded archive: time to make it, its size, and in Chromium the time until it can be used and until
// another filter is drawn, medians of the rounds. Without Chromium (`CHROMIUM`, or /usr/bin/chromium) only the first two.
import { existsSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { archive, count, folder, makeArchive } from "./data.ts"
import { binary, measure, report, rounds } from "./measure.ts"

await makeArchive()
const file = `${folder}/report.html`
const words = ["report", "--archive", archive, "--tz", "Europe/Moscow", "--quiet", "-o", file]
report(
  `Report of ${count} messages`,
  measure([{ name: "chatledger report", commands: [[binary, ...words]] }])
)
console.log(`\n${statSync(file).size} bytes`)

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"
if (existsSync(executablePath)) {
  const require = createRequire(new URL("../apps/analytics/package.json", import.meta.url))
  const { chromium } = require("playwright-core")
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : []
  const browser = await chromium.launch({ executablePath, args })
  const opened: Array<number> = []
  const filtered: Array<number> = []
  for (let round = 0; round < rounds; round += 1) {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector("html[data-ready]")
    opened.push(await page.evaluate("performance.now()"))
    const start = performance.now()
    await page.fill("input[name=fromDay]", "2025-07-01")
    await page.dispatchEvent("input[name=fromDay]", "change")
    filtered.push(performance.now() - start)
    await page.close()
  }
  await browser.close()
  const median = (times: ReadonlyArray<number>) =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]?.toFixed(0)
  console.log(`usable after ${median(opened)} ms, another filter drawn after ${median(filtered)} ms`)
}
