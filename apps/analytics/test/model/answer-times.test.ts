import { expect, test } from "vitest"
import { quantile } from "./answer-times.ts"
import { own, reaction, said, sceneOf } from "./scene.ts"

test("in a group everybody else answers, and only the first message of a side", () => {
  const tables = sceneOf(
    said("a@c.us", "1", 0),
    said("b@c.us", "2", 10),
    said("b@c.us", "3", 15),
    said("c@c.us", "4", 45)
  )
  expect(tables.response_times).toMatchObject([{ answers: 2, median_seconds: 20, p90_seconds: 28 }])
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
