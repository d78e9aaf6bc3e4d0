import { describe, expect, it } from "vitest"
import type { JournalRecord } from "../src/index.ts"
import { clubId, latest, objectAt, observed, ofType, replyAt, textOf } from "./demo-records.ts"

type Vote = {
  readonly optionName: string
  readonly optionVoters: ReadonlyArray<string | { voterWid: string }>
}
const votesOf = (record: JournalRecord): ReadonlyArray<Vote> =>
  JSON.parse(JSON.stringify(objectAt(record, "pollMessageData")["votes"] ?? []))
const votersOf = (record: JournalRecord) => votesOf(record).flatMap(({ optionVoters }) => optionVoters)
const updates = ofType("pollUpdateMessage")
const stanzaOf = (record: JournalRecord): string => String(objectAt(record, "pollMessageData")["stanzaId"])
const participantOf = (record: JournalRecord): string =>
  String(objectAt(record, "quotedMessage")["participant"])
const emojiOf = (record: JournalRecord): string => String(objectAt(record, "extendedTextMessageData")["text"])

/* The emoji that one person gave one message over time. */
const reactionHistories = [
  ...Map.groupBy(ofType("reactionMessage"), (record) =>
    [record["chatId"], objectAt(record, "quotedMessage")["stanzaId"], record["senderId"]].join(" ")
  ).values()
].map((events) => events.toSorted((a, b) => Number(a["timestamp"]) - Number(b["timestamp"])).map(emojiOf))

describe("what changes in the demo account", () => {
  it("is edited: the original has the new text, and a record tells of the edit", () => {
    const byId = new Map(latest.map((record) => [record["editedMessageId"], record]))
    for (const edit of ofType("editedMessage")) {
      const original = byId.get(String(edit["idMessage"])) ?? {}
      const { stanzaId, textMessage, caption } = objectAt(edit, "editedMessageData")
      expect(original).toMatchObject({ idMessage: stanzaId, isEdited: true })
      expect(textOf(original)).toBe(textMessage ?? caption)
    }
  })

  it("is seen in one reply as it was, and in the next edited or deleted", () => {
    for (const mark of ["isEdited", "isDeleted"]) {
      const states = observed.map((seen) => new Set(seen.map((record) => record[mark])))
      expect(states.filter((values) => values.has(false) && values.has(true))).not.toEqual([])
    }
  })

  it("is deleted: the original keeps its text, with a mark beside it", () => {
    const byMark = new Map(latest.map((record) => [record["deletedMessageId"], record]))
    for (const mark of ofType("deletedMessage")) {
      const original = byMark.get(String(mark["idMessage"])) ?? {}
      expect(original).toMatchObject({
        idMessage: objectAt(mark, "deletedMessageData")["stanzaId"],
        isDeleted: true
      })
      expect(original["textMessage"]).not.toBe("")
    }
  })

  it("goes from pending to sent, delivered and read, with a new timestamp each time", () => {
    const slow = observed.find(
      (states) => new Set(states.map((record) => record["statusMessage"])).size === 4
    )
    const states = Map.groupBy(slow ?? [], (record) => String(record["statusMessage"]))
    expect([...states.keys()]).toEqual(["pending", "sent", "delivered", "read"])
    expect(new Set(slow?.map((record) => record["timestamp"])).size).toBe(4)
  })

  it("is sent by the API and from the phone, and once to nobody", () => {
    const outgoing = latest.filter(({ type }) => type === "outgoing")
    for (const sendByApi of [true, false])
      expect(outgoing.filter((record) => record["sendByApi"] === sendByApi).length).toBeGreaterThan(100)
    expect(outgoing.filter((record) => record["statusMessage"] === "noAccount").length).toBe(1)
  })

  it("comes late: some messages are missing from a reply that should have had them", () => {
    const asked = new Date("2026-01-24T05:00:00Z")
    const later = new Date("2026-01-24T17:00:00Z")
    const siren = "Кто-нибудь слышал сирену?"
    expect(replyAt(clubId, "incoming", asked, 1560)).not.toContain(siren)
    expect(replyAt(clubId, "incoming", later, 1560)).toContain(siren)
  })
})

describe("the polls of the demo account", () => {
  it("are asked by others and by the account itself", () => {
    const polls = ofType("pollMessage")
    for (const type of ["incoming", "outgoing"])
      expect(polls.filter((record) => record["type"] === type).length).toBeGreaterThan(2)
    expect(polls.some((record) => objectAt(record, "pollMessageData")["multipleAnswers"] === true)).toBe(true)
  })

  it("get votes for foreign and own polls, and from the account itself", () => {
    const own = new Set(
      ofType("pollMessage")
        .filter(({ type }) => type === "outgoing")
        .map(({ idMessage }) => String(idMessage))
    )
    expect(updates.filter((record) => own.has(stanzaOf(record))).length).toBeGreaterThan(5)
    expect(updates.filter(({ type }) => type === "outgoing").length).toBeGreaterThan(2)
  })

  it("get changed and withdrawn votes", () => {
    const voters = Map.groupBy(updates, (record) => `${stanzaOf(record)} ${record["senderId"]}`)
    expect([...voters.values()].filter((votes) => votes.length > 1).length).toBeGreaterThan(5)
    expect(updates.filter((record) => votersOf(record).length === 0).length).toBeGreaterThan(2)
  })

  it("get votes under a lid from somebody whose number is known", () => {
    const hidden = updates.filter((record) =>
      votersOf(record).some((voter) => String(voter).endsWith("@lid"))
    )
    expect(hidden.length).toBeGreaterThan(0)
    for (const record of hidden) expect(record["senderId"]).toMatch(/@c\.us$/)
  })

  it("get one update that names several voters, and one that names a voter by an object", () => {
    expect(updates.filter((record) => new Set(votersOf(record)).size === 3).length).toBe(1)
    expect(
      updates.filter((record) => votersOf(record).some((voter) => typeof voter === "object")).length
    ).toBe(1)
  })

  it("include one that nobody saw asked", () => {
    const asked = new Set(ofType("pollMessage").map(({ idMessage }) => String(idMessage)))
    const unseen = updates.filter((record) => !asked.has(stanzaOf(record)))
    expect(new Set(unseen.map(stanzaOf)).size).toBe(1)
  })
})

describe("the reactions of the demo account", () => {
  it("are hands in several skin tones, and hearts with and without a variation selector", () => {
    const emojis = new Set(ofType("reactionMessage").map(emojiOf))
    for (const emoji of ["👍🏽", "👍🏻", "👍", "❤️", "❤"]) expect(emojis).toContain(emoji)
  })

  it("are changed and taken back", () => {
    expect(
      reactionHistories.filter((emojis) => new Set(emojis.filter((emoji) => emoji !== "")).size > 1).length
    ).toBeGreaterThan(2)
    expect(reactionHistories.filter((emojis) => emojis.at(-1) === "").length).toBeGreaterThan(2)
  })

  it("are about messages of others and of the account itself", () => {
    const participants = ofType("reactionMessage").map(participantOf)
    expect(participants).toContain("79000000098@c.us")
    expect(new Set(participants).size).toBeGreaterThan(20)
  })
})
