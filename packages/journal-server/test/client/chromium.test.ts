// The client in a real browser. Skipped where no Chromium is installed: set CHROMIUM to one, or install it.
import { existsSync } from "node:fs"
import * as Http from "node:http"
import type * as Net from "node:net"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { chromium } from "playwright-core"
import { build } from "tsdown"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import type { FaultRule, JournalServer } from "../../src/index.ts"
import { instanceId, pathOf, served, token } from "../served.ts"
import { journal } from "./asked.ts"
import type { Page } from "./page.ts"

const browserPath = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome"
].find((path) => path !== undefined && existsSync(path))

if (browserPath === undefined)
  console.warn(
    "no Chromium here: the tests of the client in a browser are skipped; install it, or set CHROMIUM"
  )

/** The page's script, with everything that it imports. */
const bundled = async (): Promise<string> => {
  const { bundles } = await build({
    entry: { page: fileURLToPath(new URL("page.ts", import.meta.url)) },
    config: false,
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    platform: "browser",
    format: "iife",
    dts: false,
    write: false,
    clean: false,
    logLevel: "error",
    deps: { alwaysBundle: /.*/, onlyBundle: false }
  })
  const chunk = bundles[0]?.chunks.find(({ type }) => type === "chunk")
  if (chunk?.type !== "chunk") throw new Error("the page was not bundled")
  return chunk.code
}

describe.skipIf(browserPath === undefined)("the client in Chromium", { timeout: 120_000 }, () => {
  const scope = Effect.runSync(Scope.make())
  const closed: Array<() => Promise<unknown>> = []
  let open: (faults: ReadonlyArray<FaultRule>) => Promise<JournalServer>
  let ask: (server: { readonly url: string }) => Promise<unknown>
  let inPage: <A>(
    run: (journal: Page, argument: ReadonlyArray<string>) => A,
    ...argument: ReadonlyArray<string>
  ) => Promise<A>

  beforeAll(async () => {
    const script = await bundled()
    const pages = Http.createServer((request, response) => {
      const isScript = request.url === "/page.js"
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html")
      response.end(isScript ? script : '<!doctype html><script src="/page.js"></script>')
    })
    await new Promise<void>((done) => pages.listen(0, "127.0.0.1", done))
    closed.push(() => new Promise((done) => pages.close(done)))
    const browser = await chromium.launch({
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    })
    closed.push(() => browser.close())
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(pages.address() as Net.AddressInfo).port}/`)
    inPage = (run, ...argument) =>
      page.evaluate(`(${run})(journal, ${JSON.stringify(argument)})`) as Promise<never>
    open = (faults) =>
      Effect.runPromise(
        served({ journal, now: new Date("2026-03-01T10:00:00Z"), cors: true, rateLimit: true, faults }).pipe(
          Effect.provideService(Scope.Scope, scope)
        )
      )
    ask = ({ url }) =>
      inPage((client, [at = "", id = "", secret = ""]) => client.ask(at, id, secret), url, instanceId, token)
  })

  afterAll(async () => {
    for (const close of closed.reverse()) await close()
    await Effect.runPromise(Scope.close(scope, Exit.void))
  })

  const texts = ["привет 👋", "text of A"]
  const requestsOf = (server: JournalServer) => Effect.runPromise(server.requests)

  it("gets the records, decoded, and the server's date", async () => {
    const server = await open([])
    assert.deepStrictEqual(await ask(server), {
      texts,
      tries: 1,
      serverDate: "Sun, 01 Mar 2026 10:00:00 GMT"
    })
    assert.deepStrictEqual(
      (await requestsOf(server)).map(({ verb }) => verb),
      ["GET"],
      "without a preflight"
    )
  })

  it("gets them as promises, and decodes them again from their text", async () => {
    const { url } = await open([])
    const run = (client: Page, [at = "", id = "", secret = ""]: ReadonlyArray<string>) =>
      client.promised(at, id, secret)
    assert.deepStrictEqual(await inPage(run, url, instanceId, token), { texts, again: texts })
  })

  it("asks again after 429, not before Retry-After", async () => {
    const server = await open([{ fault: { kind: "status", status: 429, headers: { "retry-after": "2" } } }])
    assert.deepInclude(await ask(server), { texts, tries: 2 })
    const [first, second] = await requestsOf(server)
    assert.isAtLeast((second?.at ?? 0) - (first?.at ?? 0), 2000)
  })

  it("follows no redirect", async () => {
    const target = await open([])
    const location = target.url + pathOf("lastIncomingMessages")
    const server = await open([{ nth: "every", fault: { kind: "redirect", location } }])
    assert.deepInclude(await ask(server), { error: "Redirected" })
    assert.lengthOf(await requestsOf(server), 1)
    assert.lengthOf(await requestsOf(target), 0)
  })

  it("takes a cut body for none", async () => {
    const server = await open([
      { nth: 1, fault: { kind: "cutGzip", bytes: 40 } },
      { nth: 2, fault: { kind: "cutBody", bytes: 20 } }
    ])
    assert.deepInclude(await ask(server), { texts, tries: 3 })
  })

  it("tells a wrong token, and not which", async () => {
    const server = await open([{ nth: "every", fault: { kind: "status", status: 401 } }])
    const told = (await ask(server)) as { readonly error: string; readonly message: string }
    assert.strictEqual(told.error, "NotAuthorised")
    assert.notInclude(told.message, token)
  })

  it("breaks off its request when it is interrupted", async () => {
    const came = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<void>()
    const silent = Http.createServer((_, response) => {
      response.on("close", () => gone.resolve())
      came.resolve()
    })
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done))
    closed.push(() => new Promise((done) => silent.close(done)))
    const url = `http://127.0.0.1:${(silent.address() as Net.AddressInfo).port}`
    await inPage(
      (client, [at = "", id = "", secret = ""]) => client.start(at, id, secret),
      url,
      instanceId,
      token
    )
    await came.promise
    await inPage((client, [at = ""]) => client.stop(at), url)
    await gone.promise
  })
})
