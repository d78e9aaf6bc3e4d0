import { expect, test } from "vitest"
import { differenceOfRows, expectSameRows } from "./compare.ts"

const chat = (chatId: string, messages: unknown) => ({
  instance_id: "1",
  chat_id: chatId,
  message_count: messages
})

test("rows are the same in any order and in DuckDB's types", () => {
  const time = Date.parse("2024-01-29T10:15:30.123Z")
  const model = [
    { ...chat("a", 2), first_message_at: time },
    { ...chat("b", 0), first_message_at: null }
  ]
  const zoned = "2024-01-29 13:15:30.123+03"
  for (const first of [
    { micros: BigInt(time) * 1000n },
    new Date(time),
    zoned,
    "2024-01-29 10:15:30.123+00"
  ]) {
    const sql = [
      { ...chat("b", 0n), first_message_at: null },
      { ...chat("a", 2n), first_message_at: first }
    ]
    expect(differenceOfRows("chats", sql, model)).toBeNull()
  }
})

test("lists and JSON columns are compared as values, in any spelling", () => {
  const history = {
    instance_id: "1",
    chat_id: "c",
    poll_message_id: "P",
    voter_id: "v",
    voted_at: 1,
    previous_choice: null
  }
  expect(
    differenceOfRows(
      "poll_vote_history",
      [{ ...history, choice: { items: ["a"] } }],
      [{ ...history, choice: ["a"] }]
    )
  ).toBeNull()
  const key = { instance_id: "1", chat_id: "c", message_id: "m" }
  expect(
    differenceOfRows(
      "messages",
      [{ ...key, extra: '{"b":1,"a":[2]}' }],
      [{ ...key, extra: { a: [2], b: 1 } }]
    )
  ).toBeNull()
})

test("the first difference is named by table, key and column", () => {
  expect(() => expectSameRows("chats", [chat("a", 1)], [chat("a", 2)])).toThrow(
    /chats: 1 rows, expected 1\n {2}row \["1","a"\] #1 .*\n {2}message_count: got 1, expected 2/
  )
})

test("missing, unexpected and doubled rows are differences", () => {
  expect(differenceOfRows("chats", [], [chat("a", 1)])).toMatch(/no row \["1","a"\]/)
  expect(differenceOfRows("chats", [chat("a", 1)], [])).toMatch(/unexpected row \["1","a"\]/)
  expect(differenceOfRows("chats", [chat("a", 1), chat("a", 1)], [chat("a", 1)])).toMatch(
    /unexpected row .* #2/
  )
})

test("a column that only one side has is a difference unless it is left out", () => {
  const sql = [{ ...chat("a", 1), chat_type: "group" }]
  expect(differenceOfRows("chats", sql, [chat("a", 1)])).toMatch(
    /chat_type: got "group", expected \(no such column\)/
  )
  expect(differenceOfRows("chats", sql, [chat("a", 1)], { columns: ["message_count"] })).toBeNull()
})

test("fractions are the same up to rounding, and no further", () => {
  const share = (value: number) => [
    { instance_id: "1", chat_id: "c", poll_message_id: "P", option_index: 0, share: value }
  ]
  expect(differenceOfRows("poll_results", share(0.1 + 0.2), share(0.3))).toBeNull()
  expect(differenceOfRows("poll_results", share(0.3001), share(0.3))).not.toBeNull()
})

test("a count may come as digits, as DuckDB writes a BIGINT in JSON", () => {
  const option = (index: unknown, votes: unknown) => [
    { instance_id: "1", chat_id: "c", poll_message_id: "P", option_index: index, votes }
  ]
  expect(differenceOfRows("poll_results", option("0", "2"), option(0, 2))).toBeNull()
  expect(differenceOfRows("poll_results", option("0", "3"), option(0, 2))).toMatch(
    /votes: got "3", expected 2/
  )
})
