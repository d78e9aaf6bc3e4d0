import { describe, expect, it } from "vitest"
import { demoHistory } from "../src/index.ts"
import {
  clubId,
  history,
  latest,
  objectAt,
  observed,
  ofType,
  recordsOf,
  replies,
  replyAt,
  shopId,
  textOf,
  workshopId
} from "./demo-records.ts"

const texts = latest.map(textOf)

const documented = [
  "textMessage extendedTextMessage quotedMessage imageMessage videoMessage documentMessage audioMessage",
  "stickerMessage locationMessage contactMessage contactsArrayMessage reactionMessage pollMessage",
  "pollUpdateMessage incomingBlock deletedMessage editedMessage buttonsMessage templateMessage listMessage",
  "buttonsResponseMessage templateButtonsReplyMessage listResponseMessage interactiveButtons",
  "interactiveButtonsReply groupInviteMessage incomingCall outgoingCall"
].flatMap((line) => line.split(" "))

describe("the replies of the demo account", () => {
  it("are the same bytes every time", () => {
    expect(JSON.stringify(demoHistory())).toBe(JSON.stringify(history))
  })

  it("are JSON arrays of both journals of every instance", () => {
    const asked = replies.map(({ instanceId, journal }) => `${instanceId} ${journal}`)
    expect(new Set(asked).size).toBe(6)
    for (const reply of replies) expect(Array.isArray(recordsOf(reply))).toBe(true)
    expect(history.instances.map(({ idInstance }) => idInstance)).toEqual([shopId, clubId, workshopId])
  })

  it("hold some thousands of messages in less than 15 MB", () => {
    const bytes = replies.reduce((sum, { body }) => sum + new TextEncoder().encode(body).length, 0)
    expect(observed.length).toBeGreaterThan(2500)
    expect(observed.length).toBeLessThan(4000)
    expect(bytes).toBeLessThan(15_000_000)
  })

  it("overlap, so that most messages come twice", () => {
    const twice = observed.filter((states) => states.length > 1)
    expect(twice.length / observed.length).toBeGreaterThan(0.8)
  })

  it("are newest first and keep to their windows", () => {
    for (const reply of replies) {
      const times = recordsOf(reply).flatMap(({ timestamp }) =>
        typeof timestamp === "number" ? timestamp : []
      )
      const asked = reply.requestedAt.getTime() / 1000
      expect(times).toEqual(times.toSorted((a, b) => b - a))
      expect(times.every((time) => time <= asked && time >= asked - reply.minutes * 60 - 1)).toBe(true)
    }
  })

  it("issue the address of a file anew and change nothing else of it", () => {
    const photo = observed.find(
      ([first, second]) =>
        first?.["typeMessage"] === "imageMessage" && first["type"] === "incoming" && second !== undefined
    )
    const [first = {}, second = {}] = photo ?? []
    expect(String(first["downloadUrl"])).toMatch(/^https:\/\/media\.example\//)
    expect(second["downloadUrl"]).not.toBe(first["downloadUrl"])
    expect({ ...second, downloadUrl: "" }).toEqual({ ...first, downloadUrl: "" })
  })

  it("name nobody real", () => {
    const ids = replies.flatMap(({ body }) => body.match(/\d+@(?:c\.us|lid|g\.us)/g) ?? [])
    for (const id of new Set(ids))
      expect(id).toMatch(/^(790000000\d\d@c\.us|2000000000000\d\d@lid|1203631000000001\d\d@g\.us)$/)
  })

  it("have a name for every chat and sender but the number without WhatsApp", () => {
    const named = new Set(history.names.map(({ id }) => id))
    const ids = latest
      .flatMap(({ chatId, senderId }) => [chatId, senderId])
      .filter((id) => typeof id === "string")
    for (const { groupId } of history.directory) if (groupId !== undefined) named.add(groupId)
    expect([...new Set(ids)].filter((id) => !named.has(id))).toEqual(["79000000080@c.us"])
  })
})

describe("the messages of the demo account", () => {
  it.each(documented)("include %s", (type) => {
    expect(ofType(type).length).toBeGreaterThan(0)
  })

  it("include a type nobody knows yet, an empty one, and records without an id", () => {
    expect(ofType("eventMessage").length).toBe(1)
    expect(ofType("")).toEqual([{ type: "outgoing", typeMessage: "" }])
    expect(ofType("incomingBlock").every((record) => !("idMessage" in record))).toBe(true)
  })

  it("are in Russian, English, Kazakh and Turkish, with emoji", () => {
    for (const pattern of [/привет/i, /\bthanks\b/i, /рахмет/i, /teşekkür/i, /\p{Extended_Pictographic}/u])
      expect(texts.filter((text) => pattern.test(text)).length).toBeGreaterThan(2)
  })

  it("include texts that a spreadsheet would take for something else", () => {
    for (const pattern of [/^=SUM\(A1:A3\)$/, /^\+7 900 000-00-\d\d/, /^-10%/, /^@/, /^0{4}\d+$/, /\t/, /"/])
      expect(texts.filter((text) => pattern.test(text))).not.toEqual([])
  })

  it("include texts of several lines and of more than 500 characters", () => {
    expect(texts.filter((text) => text.includes("\n")).length).toBeGreaterThan(3)
    expect(texts.filter((text) => text.length > 500).length).toBeGreaterThan(1)
  })

  it("include the vendor's error mark in place of a text and of a file", () => {
    expect(texts).toContain("{{SWE001}}")
    expect(latest.filter((record) => record["downloadUrl"] === "{{SWE002}}").length).toBe(1)
  })

  it("come from private chats, groups and a hidden number", () => {
    for (const domain of ["@c.us", "@g.us", "@lid"])
      expect(latest.filter(({ chatId }) => String(chatId).endsWith(domain)).length).toBeGreaterThan(10)
  })

  it("include an advertisement whose text differs from the message", () => {
    const advertised = ofType("extendedTextMessage").filter(
      (record) => "sourceUrl" in objectAt(record, "extendedTextMessage")
    )
    expect(advertised.length).toBe(3)
    for (const record of advertised)
      expect(objectAt(record, "extendedTextMessage")["text"]).not.toBe(record["textMessage"])
  })

  it("include forwarded texts and files", () => {
    expect(latest.some((record) => record["isForwarded"] === true)).toBe(true)
    expect(latest.some((record) => objectAt(record, "extendedTextMessage")["isForwarded"] === true)).toBe(
      true
    )
  })

  it("quote texts, pictures and polls, also by a location", () => {
    const quoted = ofType("quotedMessage").map((record) => objectAt(record, "quotedMessage")["typeMessage"])
    for (const type of ["textMessage", "imageMessage", "pollMessage"]) expect(quoted).toContain(type)
    expect(ofType("locationMessage").some((record) => "quotedMessage" in record)).toBe(true)
  })

  it("include a round film, a moving one, and files with names of their own", () => {
    expect(ofType("videoMessage").some((record) => record["videoNote"] === true)).toBe(true)
    expect(ofType("videoMessage").some((record) => record["isAnimated"] === true)).toBe(true)
    expect(ofType("documentMessage").map((record) => record["fileName"])).toContain("Взносы_январь.xlsx")
  })

  it("have one id in two chats", () => {
    const twins = Map.groupBy(latest, ({ idMessage }) => String(idMessage)).get("BAE5D0D0CAFE0001") ?? []
    expect(new Set(twins.map(({ chatId }) => chatId)).size).toBe(2)
  })
})

describe("the history of the demo account", () => {
  it("shows a message at no moment before it was sent", () => {
    for (const { visibleFrom, record } of history.states)
      expect(Number(record["timestamp"] ?? 0)).toBeLessThanOrEqual(visibleFrom)
  })

  it("answers with less when asked for less, and with nothing for a foreign instance", () => {
    const askedAt = new Date("2026-01-15T17:00:00Z")
    const count = (minutes: number) => JSON.parse(replyAt(clubId, "incoming", askedAt, minutes)).length
    expect(count(60)).toBeLessThan(count(1440))
    expect(count(1440)).toBeLessThan(count(43_200))
    expect(replyAt("1103000003", "incoming", askedAt, 1440)).toBe("[]")
  })
})
