// What the page says of its selection: on the screen, on paper, and where no message is.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect } from "vitest"
import { type ReportOptions, reportContent, reportHtml } from "../../src/report/report.ts"
import { emptyDatabase, loaded } from "../loaded.ts"
import { reaction, reply, said } from "../model/scene.ts"
import { chromiumPath, launch, open } from "./chromium.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-selection-"))
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const usual = { timeZone: "Europe/Moscow", locale: "en", isShareSafe: false, program: "test" } as const

const opened = (html: string) =>
  Effect.acquireRelease(
    Effect.promise(() => open(browser, join(folder, "report.html"), html)),
    ({ page }) => Effect.promise(() => page.context().close())
  )

/** 2023-11-15 01:13:20 in Moscow */
const first = 1_700_000_000
const anna = "79000000001@c.us"
const boris = "79000000002@c.us"
const day = 86_400

const account = loaded([
  reply([
    said(boris, "B", first + 2 * day, { chatId: boris, senderName: "Boris", textMessage: "bye" }),
    said(anna, "A", first, { chatId: anna, senderName: "Anna", textMessage: "hello" })
  ])
])

const november = "Messages in the archive: 2, from 15 Nov 2023 to 17 Nov 2023."

const empty: ReadonlyArray<readonly [of: string, options: Partial<ReportOptions>, says: string]> = [
  [
    "after the end of the archive",
    { from: new Date("2026-05-01T00:00:00+03:00") },
    `There are no messages in the period of this report. ${november}`
  ],
  [
    "before its beginning",
    { to: new Date("2020-01-01T00:00:00Z") },
    `There are no messages in the period of this report. ${november}`
  ],
  [
    "between its messages, by hours",
    { from: new Date((first + day) * 1000), to: new Date((first + day + 3600) * 1000) },
    `There are no messages in the period of this report. ${november}`
  ],
  [
    "of a chat that is silent in the period",
    { chat: [anna], from: new Date((first + day) * 1000) },
    "There are no messages in the period of this report. Messages of its chats and instances in the archive: 1, from 15 Nov 2023 to 15 Nov 2023."
  ],
  [
    "of a chat that nobody knows",
    { chat: ["79990009999@c.us"], from: new Date("2026-05-01T00:00:00+03:00") },
    `The archive has no messages of the chats and instances of this report. ${november}`
  ],
  [
    "of an instance that nobody knows, in Russian",
    { instance: ["7"], locale: "ru" },
    "В архиве нет сообщений этих чатов и инстансов. В архиве с 15 нояб. 2023 г. по 17 нояб. 2023 г. сообщений: 2."
  ]
]

describe.skipIf(chromiumPath === undefined)("the page of a report without messages", () => {
  layer(NodeServices.layer)("in Chromium", (it) => {
    const notice = Effect.fnUntraced(function* (html: string) {
      const { page, complaints } = yield* opened(html)
      const text = yield* Effect.promise(() => page.locator("#notice").allTextContents())
      expect(complaints).toEqual([])
      return text.join("\n").replaceAll("\u00a0", " ")
    }, Effect.scoped)

    it.effect("says so, and where there are messages", () =>
      Effect.gen(function* () {
        const database = yield* account
        for (const [of, options, says] of empty)
          expect(yield* notice(yield* reportHtml(database, { ...usual, ...options })), of).toBe(says)
      })
    )

    it.effect("of an archive without any reports that", () =>
      Effect.gen(function* () {
        const html = yield* reportHtml(yield* emptyDatabase, usual)
        expect(yield* notice(html)).toBe("The archive has no messages yet.")
      })
    )

    it.effect("distinguishes events without messages, and messages without a time", () =>
      Effect.gen(function* () {
        const event = yield* loaded([reply([said(boris, "R", first, reaction("gone", "👍"))])])
        expect(yield* notice(yield* reportHtml(event, usual))).toBe(
          "There are no messages here, only events about messages, such as reactions and votes."
        )
        const { timestamp: _, ...untimed } = said(anna, "U", first)
        const database = yield* loaded([reply([untimed])])
        expect(yield* notice(yield* reportHtml(database, usual))).toBe("")
        expect(yield* notice(yield* reportHtml(database, { ...usual, from: new Date(0) }))).toBe(
          "There are no messages in the period of this report. Messages without a time, which are in no period: 1."
        )
      })
    )

    it.effect("leads to the transcripts of chats that have one, never where it is share-safe", () =>
      Effect.gen(function* () {
        const database = yield* account
        const options = {
          ...usual,
          transcripts: [{ instanceId: "1", chatId: anna, url: "./t/Anna%20%22.html" }]
        }
        const linksOf = Effect.fnUntraced(function* (html: string) {
          const { page, complaints } = yield* opened(html)
          const links = yield* Effect.promise(() =>
            page
              .locator("th a")
              .evaluateAll((found) => found.map((link) => [link.textContent, link.getAttribute("href")]))
          )
          expect(complaints).toEqual([])
          return links
        }, Effect.scoped)
        expect(yield* linksOf(yield* reportHtml(database, options))).toEqual([
          ["Anna", "./t/Anna%20%22.html"]
        ])
        expect(yield* linksOf(yield* reportHtml(database, { ...options, isShareSafe: true }))).toEqual([])
      })
    )

    it.effect("prints what it was made of, and what its reader chose of it", () =>
      Effect.gen(function* () {
        const html = yield* reportHtml(yield* account, {
          ...usual,
          from: new Date("2023-11-15T00:00:00+03:00"),
          to: new Date("2023-11-20T12:30:00+03:00"),
          chat: [anna, boris]
        })
        const { page, complaints } = yield* opened(html)
        const visible = (id: string) => Effect.promise(() => page.locator(id).isVisible())
        const text = (id: string) => Effect.promise(() => page.locator(id).innerText())
        expect(yield* text("#selection")).toBe(
          `Period: from 15 Nov 2023 up to, not including, 20 Nov 2023, 12:30:00 · Only chats: Anna (${anna}), Boris (${boris})`
        )
        yield* Effect.promise(() => page.fill("input[name=fromDay]", "2023-11-16"))
        yield* Effect.promise(() => page.dispatchEvent("input[name=fromDay]", "change"))
        yield* Effect.promise(() => page.fill("input[name=person]", "Anna"))
        yield* Effect.promise(() => page.dispatchEvent("input[name=person]", "change"))
        expect(yield* text("#notice")).toBe(
          "There are no messages in this selection. Messages in this report: 2, from 15 Nov 2023 to 17 Nov 2023; “Reset” shows them."
        )
        expect(yield* visible("#chosen")).toBe(false)
        yield* Effect.promise(() => page.emulateMedia({ media: "print" }))
        expect(yield* visible("#selection")).toBe(true)
        expect(yield* text("#chosen")).toBe("Shown: days 16 Nov 2023 to 17 Nov 2023 · Person Anna")
        expect(complaints).toEqual([])
      })
    )
  })
})

layer(NodeServices.layer)("the selection of a report", (it) => {
  it.effect("names no chat and no instance where it is safe to share", () =>
    Effect.gen(function* () {
      const { texts } = yield* reportContent(yield* account, {
        ...usual,
        isShareSafe: true,
        instance: ["1"],
        chat: [boris, "79990009999@c.us"]
      })
      expect(texts.selection.chats.map(({ id, name }) => [id, name])).toEqual([
        ["C1", null],
        ["C?", null]
      ])
      expect(texts.selection.instances).toEqual(["I1"])
      expect(JSON.stringify(texts)).not.toContain("7999000")
    })
  )
})
