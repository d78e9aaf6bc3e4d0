// The page in Chromium: what a reader sees, and what strangers wrote in it does not do.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Browser, BrowserContextOptions } from "playwright-core"
import { afterAll, beforeAll, describe, expect } from "vitest"
import { loaded } from "../loaded.ts"
import type { JsonObject } from "../model/record.ts"
import { group, own, reaction, reply, said, vote } from "../model/scene.ts"
import { chromiumPath, launch, open } from "../report/chromium.ts"
import { payloads } from "../report/payloads.ts"
import { onlyText, sceneReply, toldOf } from "./scene.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-transcript-"))
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const opened = Effect.fnUntraced(function* (html: string, options?: BrowserContextOptions) {
  return yield* Effect.acquireRelease(
    Effect.promise(() => open(browser, join(folder, "page.html"), html, options, "body > footer")),
    ({ page }) => Effect.promise(() => page.context().close())
  )
})

const about = (payload: string, place: number, id: string, fields: JsonObject): JsonObject =>
  said(`7900000${place}@c.us`, `${id}${place}`, 1_700_000_000 + place * 60, {
    chatId: group,
    senderName: payload,
    ...fields
  })

/** A text in every place that a stranger can write to. */
const written = (payload: string, place: number): ReadonlyArray<JsonObject> => [
  about(payload, place, "t", { textMessage: `${payload} https://${place}.example/${payload}` }),
  about(payload, place, payload, { textMessage: "a message id" }),
  about(payload, place, "d", {
    typeMessage: "documentMessage",
    fileName: payload,
    caption: payload,
    mimeType: payload,
    downloadUrl: place % 2 === 0 ? payload : `https://evil.example/${payload}`,
    jpegThumbnail: payload
  }),
  about(payload, place, "q", {
    typeMessage: "quotedMessage",
    extendedTextMessage: { text: payload, title: payload, description: payload },
    quotedMessage: {
      stanzaId: `${payload}${place}`,
      participant: payload,
      typeMessage: payload,
      textMessage: payload
    }
  }),
  about(payload, place, "l", {
    typeMessage: "locationMessage",
    location: { nameLocation: payload, address: payload, latitude: 1, longitude: 2 }
  }),
  about(payload, place, "c", {
    typeMessage: "contactMessage",
    contact: { displayName: payload, vcard: `BEGIN:VCARD\nFN:${payload}\nTEL:${payload}\nEND:VCARD` }
  }),
  about(payload, place, "p", {
    typeMessage: "pollMessage",
    pollMessageData: {
      name: payload,
      options: [{ optionName: payload }, { optionName: `${payload}!` }],
      multipleAnswers: false
    }
  }),
  about(payload, place, "v", vote(`p${place}`, { [payload]: [`7900000${place}@c.us`] })),
  about(payload, place, "r", reaction(`t${place}`, payload)),
  about(payload, place, "g", { ...reaction("gone", payload), typeMessage: "reactionMessage" }),
  about(payload, place, "u", { typeMessage: payload }),
  about(payload, place, "k", { typeMessage: "incomingCall", status: payload }),
  own(`o${place}`, 1_700_000_000 + place * 60, { textMessage: payload, statusMessage: payload })
]

describe.skipIf(chromiumPath === undefined)("the page of a transcript", () => {
  layer(NodeServices.layer)("in Chromium", (it) => {
    it.effect("shows others at the left and the account at the right, and asks for nothing", () =>
      Effect.gen(function* () {
        const html = yield* onlyText(yield* loaded([sceneReply]))
        const { complaints, page, requests } = yield* opened(html)
        const [left, right] = yield* Effect.promise(() =>
          Promise.all(["#m-A1", "#m-O1"].map((id) => page.locator(id).boundingBox()))
        )
        expect((right?.x ?? 0) + (right?.width ?? 0)).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0))
        expect(right?.x).toBeGreaterThan(left?.x ?? 0)
        expect(
          yield* Effect.promise(() => page.locator("#m-P1 progress").first().getAttribute("value"))
        ).toBe("1")
        expect(yield* Effect.promise(() => page.locator("#m-A1 .r").innerText())).toBe("👍 Олег")
        const links = yield* Effect.promise(() =>
          page
            .locator("main a")
            .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("href")]))
        )
        expect(links).toContainEqual(["https://lake.example/way?a=1&b=2", "https://lake.example/way?a=1&b=2"])
        expect(links).toContainEqual(["Вера", "#m-A1"])
        expect(links).toContainEqual(["план.pdf", "https://media.example/x/1"])
        expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([])
        expect(complaints).toEqual([])
      })
    )

    it.effect("opens at a message far down, and fits a phone in the dark", () =>
      Effect.gen(function* () {
        const long = Array.from({ length: 3000 }, (_, place) =>
          said("79000000001@c.us", `M${place}`, 1_767_600_000 + place * 1200, {
            textMessage: `${place} `.repeat(1 + (place % 40)),
            senderName: "Вера"
          })
        )
        const html = yield* onlyText(yield* loaded([reply(long.toReversed())]))
        const phone = { viewport: { width: 360, height: 640 }, colorScheme: "dark" } as const
        const { page } = yield* opened(html, phone)
        const found = yield* Effect.promise(async () => {
          await page.goto(`${page.url()}#m-M2500`)
          await page.waitForTimeout(200)
          return page.evaluate(() => {
            const { top, bottom } = document.getElementById("m-M2500")?.getBoundingClientRect() ?? {
              top: -1,
              bottom: -1
            }
            const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
            const ground = getComputedStyle(document.body).backgroundColor
            return {
              isSeen: top >= 0 && bottom <= innerHeight,
              wide,
              ground,
              months: document.querySelectorAll("nav a").length
            }
          })
        })
        expect(found).toEqual({ isSeen: true, wide: 0, ground: "rgb(15, 21, 26)", months: 2 })
      })
    )

    it.effect("prints every message", () =>
      Effect.gen(function* () {
        const html = yield* onlyText(yield* loaded([sceneReply]))
        const { page } = yield* opened(html, { colorScheme: "dark" })
        yield* Effect.promise(() => page.emulateMedia({ media: "print", colorScheme: "dark" }))
        const style = yield* Effect.promise(() =>
          page.evaluate(() => ({
            hidden: [...document.querySelectorAll("section")].filter(
              (part) => getComputedStyle(part).contentVisibility !== "visible"
            ).length,
            ink: getComputedStyle(document.body).color
          }))
        )
        expect(style).toEqual({ hidden: 0, ink: "rgb(27, 36, 45)" })
        const pdf = yield* Effect.promise(() => page.pdf({ format: "A4" }))
        expect(pdf.subarray(0, 5).toString()).toBe("%PDF-")
      })
    )

    it.effect("keeps 300 hostile texts harmless, wherever they are", () =>
      Effect.gen(function* () {
        expect(payloads.length).toBe(300)
        const records = payloads.flatMap(written)
        const database = yield* loaded([reply(records.toReversed(), { instanceId: "1" })])
        const html = yield* onlyText(database, { locale: "en", thumbnails: true })
        const { complaints, page, requests } = yield* opened(html)
        const found = yield* Effect.promise(() =>
          page.evaluate(() => {
            for (const details of document.querySelectorAll("details")) details.open = true
            const elements = [...document.querySelectorAll("*")]
            const attributes = elements.flatMap((element) => element.getAttributeNames())
            const links = [...document.querySelectorAll("a")]
            const anchors = links.flatMap(({ hash, protocol }) =>
              protocol === "file:" ? [hash.slice(1)] : []
            )
            return {
              hit: Reflect.get(window, "hit"),
              title: document.title,
              names: [...new Set(elements.map((element) => element.localName))].sort(),
              handlers: attributes.filter((name) => name.startsWith("on") || name === "style").length,
              protocols: [...new Set(links.map(({ protocol }) => protocol))].sort(),
              lost: anchors.filter((anchor) => document.getElementById(decodeURIComponent(anchor)) === null),
              anchors: anchors.length,
              bubbles: document.querySelectorAll("main .m, main .line").length,
              text: document.body.textContent.replace(/\s+/g, " ")
            }
          })
        )
        expect({ ...found, text: undefined }).toEqual({
          hit: undefined,
          title: "g@g.us",
          names:
            "a article b blockquote body br div em footer h1 h2 head header html i li main meta p progress section small span style title ul".split(
              " "
            ),
          handlers: 0,
          protocols: ["file:", "https:"],
          lost: [],
          anchors: 300,
          bubbles: 300 * 11,
          text: undefined
        })
        for (const payload of payloads.filter((text) => /^[\x20-\x7e]*$/.test(text)))
          expect(found.text).toContain(payload.replace(/ +/g, " ").trim())
        expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([])
        expect(complaints).toEqual([])
      })
    )

    it.effect("is listed with the other chats, whatever these are called", () =>
      Effect.gen(function* () {
        const records = payloads.map((senderName, place) => {
          const id = `79000${100 + place}@c.us`
          return said(id, `M${place}`, 1_767_600_000 + place, { senderName, chatId: id, textMessage: "x" })
        })
        const { index, texts } = yield* toldOf(yield* loaded([reply(records.toReversed())]))
        const { complaints, page, requests } = yield* opened(index)
        const links = yield* Effect.promise(() =>
          page
            .locator("a")
            .evaluateAll((all) => all.map((link) => decodeURIComponent(link.getAttribute("href") ?? "")))
        )
        expect(links.toSorted()).toEqual([...texts.keys()].toSorted())
        expect(yield* Effect.promise(() => page.evaluate(() => Reflect.get(window, "hit")))).toBeUndefined()
        expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([])
        expect(complaints).toEqual([])
      })
    )
  })
})
