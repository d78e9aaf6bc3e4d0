// The page in Chromium: what a reader sees and presses, and what strangers wrote in it does not do.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect } from "vitest"
import type { Database } from "../../src/engine/database.ts"
import { type ReportOptions, reportContent, reportHtml } from "../../src/report/report.ts"
import { findStatistic, type StatisticParameters, statisticQuery } from "../../src/statistics/statistics.ts"
import { loaded } from "../loaded.ts"
import { repliesOfSeeds } from "../many-accounts.ts"
import type { JsonObject } from "../model/record.ts"
import { question, reaction, reply, said, vote } from "../model/scene.ts"
import { chromiumPath, launch, open } from "./chromium.ts"
import { payloads } from "./payloads.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-report-"))
const tz = "Europe/Moscow"
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const htmlOf = (database: Database, options: Partial<ReportOptions> = {}) =>
  reportHtml(database, { timeZone: tz, locale: "en", isShareSafe: false, program: "test", ...options })

const opened = Effect.fnUntraced(function* (html: string, options?: BrowserContextOptions) {
  return yield* Effect.acquireRelease(
    Effect.promise(() => open(browser, join(folder, "report.html"), html, options)),
    ({ page }) => Effect.promise(() => page.context().close())
  )
})

const figure = async (page: Page, name: string): Promise<number> =>
  Number((await page.locator(`[data-figure=${name}]`).textContent())?.replace(/\D/g, ""))

/** The sum of a column of a statistic. */
const sumOf = Effect.fnUntraced(function* (
  database: Database,
  name: string,
  column: string,
  parameters: Omit<StatisticParameters, "tz"> = {}
) {
  const statistic = yield* findStatistic(name)
  const asked = yield* statisticQuery(statistic, { ...parameters, tz })
  const rows = yield* database.rows(asked.sql, asked.parameters)
  return rows.reduce((sum, row) => sum + Number(row[column]), 0)
})

/** Opens what is folded, and asks every table for all that it has. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true
    for (let round = 0; round < 40; round += 1)
      for (const button of document.querySelectorAll<HTMLButtonElement>(".foot button:not([hidden])"))
        button.click()
  })

/** A text in every place that a stranger can write to. */
const written = (payload: string, place: number): ReadonlyArray<JsonObject> => {
  const time = 1_700_000_000 + place * 60
  const sender = `7900000${place}@c.us`
  const own = { senderName: payload, chatId: place % 3 === 0 ? `${payload}@g.us` : "g@g.us" }
  const about = { chatId: own.chatId }
  return [
    said(sender, `m${place}`, time, {
      ...own,
      textMessage: `${payload} https://${place}.example/${payload}`
    }),
    said(sender, `d${place}`, time + 1, {
      ...own,
      typeMessage: "documentMessage",
      fileName: payload,
      caption: payload,
      downloadUrl: payload
    }),
    said(sender, `p${place}`, time + 2, {
      ...about,
      typeMessage: "pollMessage",
      pollMessageData: {
        name: payload,
        options: [{ optionName: payload }, { optionName: `${payload}!` }],
        multipleAnswers: false
      }
    }),
    said(sender, `v${place}`, time + 3, { ...vote(`p${place}`, { [payload]: [sender] }), ...about }),
    said(payload, `r${place}`, time + 4, {
      ...reaction(`m${place}`, place % 2 === 0 ? "👍" : payload),
      ...about
    }),
    said(sender, `t${place}`, time + 5, { ...about, typeMessage: payload })
  ]
}

describe.skipIf(chromiumPath === undefined)("the page of a report", () => {
  layer(NodeServices.layer)("in Chromium", (it) => {
    it.effect("draws its charts, and asks for nothing but itself", () =>
      Effect.gen(function* () {
        const database = yield* loaded(repliesOfSeeds([0, 1, 2]))
        const { page, requests, complaints } = yield* opened(yield* htmlOf(database))
        const drawn = yield* Effect.promise(() =>
          page
            .locator("[data-chart]")
            .evaluateAll((charts) =>
              charts.map((chart) => [
                chart.getAttribute("data-chart"),
                chart.querySelectorAll("rect, path").length > 0,
                (chart.querySelector("svg")?.getAttribute("aria-label") ?? "").length > 5
              ])
            )
        )
        expect(drawn.map(([name]) => name)).toEqual(
          "activity hours chats people emoji pairs media_by_type links_by_domain messages_by_type answers coverage".split(
            " "
          )
        )
        for (const chart of drawn) expect(chart.slice(1), String(chart[0])).toEqual([true, true])
        const refused = yield* Effect.promise(() =>
          page.evaluate(() =>
            fetch("https://example.invalid/").then(
              () => "sent",
              () => "refused"
            )
          )
        )
        expect(refused).toBe("refused")
        expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([])
        expect(complaints.filter((text) => !text.includes("example.invalid"))).toEqual([])
      })
    )

    it.effect("shows the numbers of the statistics, and other ones when a filter is set", () =>
      Effect.gen(function* () {
        const database = yield* loaded(repliesOfSeeds([3, 4, 5]))
        const { page, complaints } = yield* opened(yield* htmlOf(database))
        const numbers = Effect.promise(async () => ({
          messages: await figure(page, "messages"),
          reactions: await figure(page, "reactions"),
          polls: await figure(page, "polls")
        }))
        const expected = (parameters: Omit<StatisticParameters, "tz">) =>
          Effect.gen(function* () {
            return {
              messages: yield* sumOf(database, "messages_by_chat", "messages", parameters),
              reactions: yield* sumOf(database, "reactions_by_emoji", "reactions", parameters),
              polls: (yield* database.rows(
                (yield* statisticQuery(yield* findStatistic("poll_turnout"), { ...parameters, tz })).sql,
                (yield* statisticQuery(yield* findStatistic("poll_turnout"), { ...parameters, tz }))
                  .parameters
              )).length
            }
          })
        const all = yield* numbers
        expect(all).toEqual(yield* expected({}))
        const instance = yield* Effect.promise(() =>
          page.locator("select[name=instance] option").nth(1).getAttribute("value")
        )
        yield* Effect.promise(() => page.selectOption("select[name=instance]", instance))
        const ofInstance = yield* numbers
        expect(ofInstance).toEqual(yield* expected({ instance: [instance ?? ""] }))
        expect(ofInstance.messages).toBeLessThan(all.messages)
        yield* Effect.promise(() => page.click("button[name=clear]"))
        expect(yield* numbers).toEqual(all)
        const [last] = yield* database.rows(
          `select strftime(timezone('${tz}', max(sent_at)), '%Y-%m-%d') as day from messages where is_content`
        )
        const day = String(last?.["day"])
        yield* Effect.promise(() => page.fill("input[name=fromDay]", day))
        yield* Effect.promise(() => page.dispatchEvent("input[name=fromDay]", "change"))
        const since = yield* numbers
        expect(since).toEqual(yield* expected({ from: new Date(`${day}T00:00:00+03:00`) }))
        expect(since.messages).toBeLessThan(all.messages)
        expect(since.messages).toBeGreaterThan(0)
        yield* Effect.promise(() => page.click("button[name=clear]"))
        const chat = yield* Effect.promise(() =>
          page.locator("#chat-list option").first().getAttribute("value")
        )
        yield* Effect.promise(() => page.fill("input[name=chat]", chat ?? ""))
        yield* Effect.promise(() => page.dispatchEvent("input[name=chat]", "change"))
        const ofChat = yield* numbers
        expect(ofChat.messages).toBeLessThan(all.messages)
        expect(ofChat.messages).toBeGreaterThan(0)
        yield* Effect.promise(() => page.fill("input[name=person]", "nobody of that name"))
        yield* Effect.promise(() => page.dispatchEvent("input[name=person]", "change"))
        expect(yield* Effect.promise(() => page.getAttribute("input[name=person]", "aria-invalid"))).toBe(
          "true"
        )
        expect(complaints).toEqual([])
      })
    )

    it.effect("is used from the keyboard: tables sort, language and theme change", () =>
      Effect.gen(function* () {
        const database = yield* loaded(repliesOfSeeds([6]))
        const { page, complaints } = yield* opened(yield* htmlOf(database), { colorScheme: "dark" })
        const theme = () => page.getAttribute("html", "data-theme")
        expect(yield* Effect.promise(theme)).toBe("dark")
        yield* Effect.promise(() => page.selectOption("select[name=theme]", "light"))
        expect(yield* Effect.promise(theme)).toBe("light")
        const header = page.locator("[data-table=messages_by_sender] thead th").first()
        yield* Effect.promise(() => header.locator("button").focus())
        yield* Effect.promise(() => page.keyboard.press("Enter"))
        expect(yield* Effect.promise(() => header.getAttribute("aria-sort"))).toBe("ascending")
        yield* Effect.promise(() => page.keyboard.press("Space"))
        expect(yield* Effect.promise(() => header.getAttribute("aria-sort"))).toBe("descending")
        yield* Effect.promise(() => page.selectOption("select[name=locale]", "ru"))
        expect(yield* Effect.promise(() => page.locator("h1").textContent())).toBe("Переписка")
        expect(yield* Effect.promise(() => page.getAttribute("html", "lang"))).toBe("ru")
        const unnamed = yield* Effect.promise(() =>
          page.evaluate(
            () =>
              [...document.querySelectorAll("button, input, select")].filter(
                (control) => (control.textContent ?? "") === "" && control.closest("label") === null
              ).length
          )
        )
        expect(unnamed).toBe(0)
        expect(complaints).toEqual([])
      })
    )

    it.effect("takes a part of a name, keeps the choice in its address, and opens with it again", () =>
      Effect.gen(function* () {
        const written = [
          said("vera@c.us", "2", 1_700_086_400, { textMessage: "ho", senderName: "Vera" }),
          said("anna@c.us", "1", 1_700_000_000, { textMessage: "hi", senderName: "Пётр Озёрный" })
        ]
        const { page } = yield* opened(yield* htmlOf(yield* loaded([reply(written)])))
        const field = page.locator("input[name=person]")
        yield* Effect.promise(() => field.fill("озерн"))
        yield* Effect.promise(() => field.dispatchEvent("change"))
        expect(yield* Effect.promise(() => field.inputValue())).toBe("Пётр Озёрный")
        expect(yield* Effect.promise(() => figure(page, "messages"))).toBe(1)
        expect(yield* Effect.promise(() => page.evaluate(() => location.hash))).toBe("#person=anna%40c.us")
        yield* Effect.promise(() => page.reload())
        yield* Effect.promise(() => page.waitForSelector("html[data-ready]"))
        expect(yield* Effect.promise(() => figure(page, "messages"))).toBe(1)
        expect(yield* Effect.promise(() => field.inputValue())).toBe("Пётр Озёрный")
        yield* Effect.promise(() => page.click("button[name=clear]"))
        expect(yield* Effect.promise(() => figure(page, "messages"))).toBe(2)
        expect(yield* Effect.promise(() => page.evaluate(() => location.hash))).toBe("")
      })
    )

    it.effect("folds its filters away on a phone, until they are asked for", () =>
      Effect.gen(function* () {
        const html = yield* htmlOf(yield* loaded(repliesOfSeeds([7])))
        const { page } = yield* opened(html, { viewport: { width: 360, height: 740 } })
        const isShown = () => page.locator("input[name=chat]").isVisible()
        expect(yield* Effect.promise(isShown)).toBe(false)
        yield* Effect.promise(() => page.click("button.fold"))
        expect(yield* Effect.promise(isShown)).toBe(true)
        expect(yield* Effect.promise(() => page.getAttribute("button.fold", "aria-expanded"))).toBe("true")
      })
    )

    it.effect("fits a phone without scrolling sideways", () =>
      Effect.gen(function* () {
        const database = yield* loaded(repliesOfSeeds([7]))
        const html = yield* htmlOf(database, { locale: "ru" })
        const { page } = yield* opened(html, { viewport: { width: 360, height: 740 } })
        expect(yield* Effect.promise(() => page.evaluate(() => document.documentElement.scrollWidth))).toBe(
          360
        )
      })
    )

    it.effect(`takes ${payloads.length} texts that would be scripts for text`, () =>
      Effect.gen(function* () {
        const records = payloads.flatMap(written).reverse()
        const database = yield* loaded([
          reply([...records, said("p@c.us", "q", 1_700_000_000, question("a"))])
        ])
        const { page, requests, complaints } = yield* opened(yield* htmlOf(database))
        yield* Effect.promise(() => unfold(page))
        yield* Effect.promise(() => page.fill("input[name=person]", payloads[5] ?? ""))
        yield* Effect.promise(() => page.dispatchEvent("input[name=person]", "change"))
        yield* Effect.promise(() => page.click("button[name=clear]"))
        yield* Effect.promise(() => unfold(page))
        const found = yield* Effect.promise(() =>
          page.evaluate(() => ({
            hit: Reflect.get(window, "hit"),
            title: document.title,
            scripts: document.scripts.length,
            styles: document.querySelectorAll("style").length,
            handlers: [...document.querySelectorAll("*")].filter((element) =>
              [...element.attributes].some(({ name }) => name.startsWith("on") || name === "srcdoc")
            ).length,
            strange: document.querySelectorAll(
              "img, iframe, object, embed, base, link, video, audio, math, template, marquee, form[action], a:not(.skip), meta[http-equiv=refresh]"
            ).length,
            text: document.body.innerText
          }))
        )
        expect({ ...found, text: undefined }).toEqual({
          hit: undefined,
          title: "Conversations – chatledger report",
          scripts: 2,
          styles: 1,
          handlers: 0,
          strange: 0,
          text: undefined
        })
        for (const payload of payloads.filter((text) => /^[\x20-\x7e]*$/.test(text)))
          expect(found.text).toContain(payload.replace(/ +/g, " ").trim())
        expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([])
        expect(complaints).toEqual([])
      })
    )
  })
})

layer(NodeServices.layer)("a report", (it) => {
  it.effect("that is safe to share contains no name, number or text", () =>
    Effect.gen(function* () {
      const records = [
        said("79000000001@c.us", "A", 1_700_000_000, {
          senderName: "Zlata",
          textMessage: "secret https://my.example/"
        }),
        said("79000000002@c.us", "B", 1_700_000_060, { ...reaction("A", "👍"), senderName: "Yakov" }),
        said("79000000001@c.us", "C", 1_700_000_120, question("tea", "coffee")),
        said("79000000002@c.us", "D", 1_700_000_180, vote("C", { tea: ["79000000002@c.us"] }))
      ]
      const database = yield* loaded([reply(records.toReversed(), { instanceId: "1101000001" })])
      const { texts, columns } = yield* reportContent(database, {
        timeZone: tz,
        locale: "en",
        isShareSafe: true,
        program: "test"
      })
      const told = JSON.stringify(texts)
      for (const kept of [
        "7900000",
        "Zlata",
        "Yakov",
        "secret",
        "my.example",
        "tea",
        "coffee",
        "g@g.us",
        "1101000001"
      ])
        expect(told).not.toContain(kept)
      expect(texts.senders.map(({ id }) => id)).toEqual(["P1", "P2"])
      expect(texts.chats.map(({ id }) => id)).toEqual(["C1"])
      expect(texts.emoji).toEqual(["👍"])
      expect(columns.votes.choice.length).toBe(1)
    })
  )

  it.effect("is the same bytes for the same tables and options", () =>
    Effect.gen(function* () {
      const first = yield* htmlOf(yield* loaded(repliesOfSeeds([8, 9])))
      const second = yield* htmlOf(yield* loaded(repliesOfSeeds([8, 9])))
      expect(second === first).toBe(true)
    })
  )
})
