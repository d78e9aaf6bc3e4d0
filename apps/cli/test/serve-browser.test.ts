// An evil page in Chromium, of another origin, that even knows the token: it reads nothing of the archive.
//
// Its own server tells what the page saw; `evil.test` is a name that the page has made point to this machine, as DNS
// rebinding does. Skipped where no Chromium is installed.
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chromiumPath } from "../../analytics/test/report/chromium.ts"
import { tried } from "./evil-page.ts"
import { filled, instance, type Serving, serving, tokenOf } from "./serving.ts"

describe.skipIf(chromiumPath === undefined)("an evil page", { timeout: 120_000 }, () => {
  const folder = filled()
  let server: Serving
  let token: string
  let pages: Server
  let browser: Browser
  const statuses: Array<number> = []

  beforeAll(async () => {
    server = await serving(folder)
    token = tokenOf(folder)
    pages = createServer((_request, response) => {
      response.setHeader("content-type", "text/html")
      response.end("<!doctype html><title>evil</title><body>evil")
    })
    await new Promise<void>((done) => pages.listen(0, "127.0.0.1", done))
    browser = await chromium.launch({
      executablePath: chromiumPath ?? "chromium",
      args: [
        "--host-resolver-rules=MAP evil.test 127.0.0.1",
        "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])
      ]
    })
  })
  afterAll(async () => {
    await browser?.close()
    pages?.close()
    server.process.kill("SIGKILL")
  })

  const open = async (url: string): Promise<Page> => {
    const page = await browser.newPage()
    page.on("response", (response) => {
      if (!response.url().startsWith(`http://${new URL(url).host}/`)) statuses.push(response.status())
    })
    await page.goto(url)
    return page
  }
  const addresses = () => [
    `/?token=${token}`,
    `/index?token=${token}`,
    `/tables/messages.json?token=${token}`,
    `/tables/messages.csv?token=${token}`,
    `/stats/messages_by_sender?token=${token}`,
    `/sql?query=select+text+from+messages&token=${token}`,
    `/waInstance${instance}/lastIncomingMessages/${token}?minutes=1000000`,
    `/waInstance${instance}/tables/${token}/messages.csv`
  ]
  const readNothing = (seen: Record<string, string>) => {
    for (const [way, what] of Object.entries(seen))
      if (way !== "beacon")
        expect([way, what]).toEqual([way, expect.stringMatching(/^(failed|nothing|opaque 0$)/)])
  }

  it("of another port of this machine reads nothing, by none of the ways there are", async () => {
    const { port } = pages.address() as AddressInfo
    const page = await open(`http://127.0.0.1:${port}/`)
    for (const address of addresses()) readNothing(await page.evaluate(tried, [server.url, address]))
    expect(new Set(statuses)).toEqual(new Set([403]))
    await page.close()
  })

  it("of another name that points to this machine reads nothing, of the server's address or by its own name", async () => {
    const { port } = pages.address() as AddressInfo
    const servers = new URL(server.url).port
    const page = await open(`http://evil.test:${port}/`)
    for (const address of addresses().slice(2, 4)) {
      readNothing(await page.evaluate(tried, [server.url, address]))
      readNothing(await page.evaluate(tried, [`http://evil.test:${servers}`, address]))
    }
    await page.close()
    const rebound = await browser.newPage()
    const answered = await rebound.goto(`http://evil.test:${servers}/tables/messages.json?token=${token}`)
    expect(answered?.status()).toBe(421)
    const own = await rebound.evaluate(
      async (path) => (await fetch(path)).text(),
      `/tables/messages.json?token=${token}`
    )
    expect(own).toBe('{"statusCode":421,"message":"Misdirected Request"}')
  })

  it("is told apart from the pages of the server, which show the report, the index and answers", async () => {
    const page = await browser.newPage()
    const complaints: Array<string> = []
    page.on("console", (message) => complaints.push(message.text()))
    page.on("pageerror", (error) => complaints.push(error.message))
    await page.goto(`${server.url}/?token=${token}`)
    await page.waitForSelector("html[data-ready]", { timeout: 60_000 })
    await page.click("nav a")
    await page.waitForURL(/\/index\?token=/)
    await page.selectOption("select[name=format]", "json")
    await page.fill("textarea", "select message_id from messages where message_id = 'M1'")
    await page.click("button")
    await page.waitForURL(/\/sql\?/)
    expect(await page.innerText("body")).toContain('{"message_id":"M1"}')
    expect(complaints).toEqual([])
  })
})
