// How fast Chromium opens a page: until something of it is seen, and until all of it is there, medians of the rounds; and its
// CPU. Undefined without Chromium (`CHROMIUM`, or /usr/bin/chromium).
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { rounds } from "./measure.ts"

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"
const timeout = 300_000

const median = (values: ReadonlyArray<number>) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Milliseconds until the first and the last of a page, and those of CPU of its process. */
export const opening = async (file: string) => {
  if (!existsSync(executablePath)) return undefined
  const require = createRequire(new URL("../apps/analytics/package.json", import.meta.url))
  const { chromium } = require("playwright-core")
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : []
  const browser = await chromium.launch({ executablePath, args })
  const seen: Array<number> = []
  const whole: Array<number> = []
  const cpu: Array<number> = []
  for (let round = 0; round < rounds; round += 1) {
    const page = await browser.newPage()
    const session = await page.context().newCDPSession(page)
    await session.send("Performance.enable")
    await page.goto(pathToFileURL(file).href, { timeout })
    const [painted, loaded] = await page.evaluate(
      "[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.timing.loadEventEnd - performance.timing.navigationStart]"
    )
    const { metrics } = await session.send("Performance.getMetrics")
    seen.push(painted)
    whole.push(loaded)
    cpu.push(metrics.find(({ name }: { readonly name: string }) => name === "ProcessTime").value * 1000)
    await page.close()
  }
  await browser.close()
  return { seen: median(seen), whole: median(whole), cpu: median(cpu) }
}

/** The same as a sentence. */
export const openingText = async (file: string): Promise<string> => {
  const times = await opening(file)
  if (times === undefined) return "not opened: there is no Chromium"
  const [seen, whole, cpu] = [times.seen, times.whole, times.cpu].map((time) => time.toFixed(0))
  return `in Chromium seen after ${seen} ms, all of it there after ${whole} ms, ${cpu} ms of CPU`
}
