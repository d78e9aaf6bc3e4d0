// A Chromium that judges the page: the one of CHROMIUM, or of a usual name; without one its tests say so and are left out.
import { accessSync, constants, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where Chromium is; undefined if there is none. */
export const chromiumPath: string | undefined = (
  process.env["CHROMIUM"] === undefined
    ? (process.env["PATH"] ?? "")
        .split(delimiter)
        .flatMap((folder) => names.map((name) => join(folder, name)))
    : [process.env["CHROMIUM"]]
).find(isProgram)

if (chromiumPath === undefined)
  console.warn("the page is not judged: there is no Chromium; install one, or name it in CHROMIUM")

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? "chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : []
  })

/** What a page did that a reader would not see. */
export interface Watched {
  readonly page: Page
  readonly requests: ReadonlyArray<string>
  readonly complaints: ReadonlyArray<string>
}

/** Writes a page and opens it; a report is ready once it says so. */
export const open = async (
  browser: Browser,
  path: string,
  html: string,
  options: BrowserContextOptions = {},
  ready = "html[data-ready]"
): Promise<Watched> => {
  writeFileSync(path, html)
  const page = await (await browser.newContext(options)).newPage()
  const requests: Array<string> = []
  const complaints: Array<string> = []
  page.on("request", (request) => requests.push(request.url()))
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(pathToFileURL(path).href)
  await page.waitForSelector(ready, { timeout: 30_000 })
  return { page, requests, complaints }
}
