import { expect, test } from "vitest"
import { clockOf, domainsIn, quantile } from "./activity.ts"
import { own, reaction, said, sceneOf } from "./scene.ts"

test("types count all messages, days and chats count content", () => {
  const tables = sceneOf(
    said("p@c.us", "A", 86_399),
    said("p@c.us", "B", 86_400),
    said("p@c.us", "C", 86_401, reaction("A", "👍"))
  )
  expect(tables.messages_by_type).toMatchObject([
    { type_message: "textMessage", messages: 2 },
    { type_message: "reactionMessage", messages: 1 }
  ])
  expect(tables.activity_by_day).toEqual([
    { day: "1970-01-01", messages: 1, senders: 1, chats: 1 },
    { day: "1970-01-02", messages: 1, senders: 1, chats: 1 }
  ])
  expect(tables.messages_by_chat).toMatchObject([{ messages: 2, senders: 1 }])
})

test("in a group everybody else answers, and only the first message of a side", () => {
  const tables = sceneOf(
    said("a@c.us", "1", 0),
    said("b@c.us", "2", 10),
    said("b@c.us", "3", 15),
    said("c@c.us", "4", 45)
  )
  expect(tables.response_times).toMatchObject([{ answers: 2, median_seconds: 20, p90_seconds: 28 }])
  expect(tables.response_times_by_sender).toMatchObject([
    { sender_id: "b@c.us", answers: 1, chats: 1, median_seconds: 10 },
    { sender_id: "c@c.us", answers: 1, chats: 1, median_seconds: 30 }
  ])
})

test("in a private chat the sides are the two directions, and reactions answer nothing", () => {
  const chat = { chatId: "p@c.us" }
  const tables = sceneOf(
    said("p@c.us", "1", 0, chat),
    said("10@lid", "2", 10, chat),
    own("R", 11, { ...chat, ...reaction("1", "👍") }),
    own("3", 40, chat)
  )
  expect(tables.response_times).toMatchObject([{ chat_id: "p@c.us", answers: 1, median_seconds: 30 }])
})

test("a quantile lies between its neighbours", () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([10], 0.9)).toBe(10)
  expect(quantile([], 0.5)).toBeNull()
})

test("clocks are those of the zone, summer time included", () => {
  expect(clockOf(Date.parse("2024-03-31T00:59:59Z"), "Europe/Berlin")).toEqual({
    day: "2024-03-31",
    weekday: 7,
    hour: 1
  })
  expect(clockOf(Date.parse("2024-03-31T01:00:00Z"), "Europe/Berlin").hour).toBe(3)
  expect(clockOf(Date.parse("2024-01-01T18:15:00Z"), "Asia/Kathmandu")).toEqual({
    day: "2024-01-02",
    weekday: 2,
    hour: 0
  })
})

test("a domain is known by its scheme or by www., whatever stands around it, and an address inside of it is none", () => {
  const texts = [
    "see https://Example.org/a?b=https://other.org",
    "(www.example.org), http://user:pass@shop.example:8080/",
    "HTTPS://WWW.ПРИМЕР.РФ. https://example.org https://example.org/2",
    "mailto:a@b.org example.org xwww.example.org https:// info@www.example.org www.anna@example.org",
    "https://xn--e1afmkfd.xn--p1ai/ https://a.example/x,https://b.example/y http://[2001:db8::1]:80/"
  ]
  expect(texts.map(domainsIn)).toEqual([
    ["example.org"],
    ["example.org", "shop.example"],
    ["пример.рф", "example.org"],
    [],
    ["пример.рф", "a.example", "b.example", "[2001:db8::1]"]
  ])
})
