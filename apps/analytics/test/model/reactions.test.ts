import { expect, test } from "vitest"
import { own, reaction, reply, said, sceneOf, tablesOf } from "./scene.ts"

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

test("within one second the position in the reply decides, and the first time it was seen", () => {
  const first = said("p@c.us", "A", 1, reaction("M", "👍"))
  const second = said("p@c.us", "B", 1, reaction("M", "😂"))
  expect(current(sceneOf(first, second))).toEqual(["B"])
  expect(current(tablesOf(reply([second]), reply([second, first], { requestedAt: 2_000_000 })))).toEqual([
    "A"
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
