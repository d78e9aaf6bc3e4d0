import { expect, test } from "vitest"
import { withSnapshotIds } from "./observations.ts"
import { modelTables } from "./reference.ts"
import { own, reaction, reply, said, sceneOf, tablesOf } from "./scene.ts"
import { everything, type Scope } from "./scope.ts"

const current = (tables: ReturnType<typeof sceneOf>) =>
  tables.reactions.filter((row) => row.is_current).map((row) => row.message_id)

test("of one person's reactions to one message the latest counts", () => {
  const tables = sceneOf(
    said("p@c.us", "A", 1, reaction("M", "👍")),
    said("p@c.us", "B", 2, reaction("M", "❤️"))
  )
  expect(current(tables)).toEqual(["B"])
  expect(tables.reactions_by_emoji).toEqual([{ emoji_base: "❤", reactions: 1, reactors: 1, messages: 1 }])
})

test("a removal leaves nothing", () => {
  const tables = sceneOf(
    said("p@c.us", "A", 1, reaction("M", "👍")),
    said("p@c.us", "B", 2, reaction("M", ""))
  )
  expect(current(tables)).toEqual([])
  expect(tables.reactions).toHaveLength(2)
  expect(tables.most_reacted_messages).toEqual([])
})

test("within one second, the position in a reply with both decides, whichever was seen first", () => {
  const first = said("p@c.us", "A", 1, reaction("M", "👍"))
  const second = said("p@c.us", "B", 1, reaction("M", "😂"))
  expect(current(sceneOf(first, second))).toEqual(["B"])
  expect(current(tablesOf(reply([second]), reply([second, first], { requestedAt: 2_000_000 })))).toEqual([
    "B"
  ])
})

test("our own reaction is ours though it names no sender, and a moved timestamp does not make it later", () => {
  const early = own("A", 1, reaction("M", "👍"))
  const tables = tablesOf(
    reply([own("B", 2, reaction("M", "😂")), early], { journal: "outgoing" }),
    reply([{ ...early, timestamp: 9, statusMessage: "read" }], {
      journal: "outgoing",
      requestedAt: 2_000_000
    })
  )
  expect(current(tables)).toEqual(["B"])
  expect(tables.reactions_by_reactor).toMatchObject([{ reactor_id: "instance:1", favourite_emoji: "😂" }])
})

test("skin tones and variation selectors are one emoji", () => {
  const emojis = ["👍", "👍🏽", "👍🏿"]
  const tables = sceneOf(
    ...emojis.map((text, index) => said(`${index}@c.us`, `${index}`, index, reaction("M", text)))
  )
  expect(tables.reactions_by_emoji).toEqual([{ emoji_base: "👍", reactions: 3, reactors: 3, messages: 1 }])
  expect(tables.reactions.map((row) => row.emoji)).toEqual(emojis)
})

test("a person at two instances is two reactors, and one id in two chats is two messages", () => {
  const one = said("p@c.us", "A", 1, reaction("M", "👍"))
  const tables = tablesOf(reply([one, { ...one, chatId: "p@c.us" }]), reply([one], { instanceId: "2" }))
  expect(tables.reactions_by_emoji).toEqual([{ emoji_base: "👍", reactions: 3, reactors: 2, messages: 3 }])
})

test("equal favourites are all named, in order", () => {
  const tables = sceneOf(
    said("p@c.us", "A", 1, { ...reaction("M", "🙏"), senderName: "Anna" }),
    said("p@c.us", "B", 2, reaction("N", "❤"))
  )
  expect(tables.reactions_by_reactor).toMatchObject([
    { reactor_name: "Anna", reactions: 2, favourite_emoji: "❤, 🙏" }
  ])
})

test("emojis are ordered by code point, not by UTF-16 unit", () => {
  const emojis = ["🙏", "！", "❤"]
  const tables = sceneOf(
    ...emojis.map((text, index) => said("p@c.us", `${index}`, index, reaction(text, text)))
  )
  expect(tables.reactions_by_reactor).toMatchObject([{ favourite_emoji: "❤, ！, 🙏" }])
})

test("the most reacted message shows its text, reactors and emojis", () => {
  const tables = sceneOf(
    said("p@c.us", "M", 1, { textMessage: "hello" }),
    said("a@c.us", "A", 2, reaction("M", "🙏")),
    said("b@c.us", "B", 3, reaction("M", "❤️")),
    said("c@c.us", "C", 4, reaction("M", "🙏🏿"))
  )
  expect(tables.most_reacted_messages).toMatchObject([
    { message_id: "M", text: "hello", reactions: 3, reactors: 3, emojis: "🙏, ❤" }
  ])
})

test("the author is the sender of the message, or whom the reaction names if the message is not there", () => {
  const tables = sceneOf(
    own("M", 1),
    said("a@c.us", "A", 11, reaction("M", "👍")),
    said("b@c.us", "B", 31, reaction("M", "👍🏽")),
    said("b@c.us", "C", 32, reaction("N", "🙏"))
  )
  expect(tables.reactions_by_author).toMatchObject([
    { author_id: "instance:1", reactions: 2, reactors: 2 },
    { author_id: "p@c.us", reactions: 1, reactors: 1 }
  ])
  expect(tables.reaction_latency).toEqual([
    { emoji_base: "👍", reactions: 2, median_seconds: 20, p90_seconds: 28 }
  ])
})

test("a selection limits what is counted, but the current state is determined from all events up to its time", () => {
  const events = reply([
    said("p@c.us", "C", 3, reaction("M", "")),
    said("p@c.us", "B", 2, reaction("M", "❤")),
    said("p@c.us", "A", 1, reaction("M", "👍"))
  ])
  const emojis = (scope: Partial<Scope>) =>
    modelTables(withSnapshotIds([events]), { ...everything, ...scope }).reactions_by_emoji.map(
      (row) => row.emoji_base
    )
  expect(emojis({})).toEqual([])
  expect(emojis({ asOf: 2500 })).toEqual(["❤"])
  expect(emojis({ asOf: 2500, to: 2000 })).toEqual([])
  expect(emojis({ asOf: 2500, from: 2000, to: 2001 })).toEqual(["❤"])
  expect(emojis({ asOf: 2500, chats: ["other"] })).toEqual([])
})
