import { expect, it } from "vitest"
import { history, latest, workshopId } from "./demo-records.ts"

const pottery = "-70000000000001"

it("has a group on MAX with a poll, in ids of digits, and no vote", () => {
  const records = latest.filter(({ chatId }) => chatId === pottery)
  expect(records.length).toBeGreaterThan(20)
  for (const { chatType, idMessage, senderId } of records) {
    expect(chatType).toBe("group")
    expect(String(idMessage)).toMatch(/^(\d{13}|\d{18})$/)
    expect(String(senderId ?? "40000099")).toMatch(/^400000\d\d$/)
  }
  expect(records.filter(({ typeMessage }) => typeMessage === "pollMessage").length).toBe(1)
  expect(records.filter(({ typeMessage }) => typeMessage === "pollUpdateMessage")).toEqual([])
})

it("tells names, a new one of the group, and whose the hidden id of a customer is", () => {
  const bodies = history.directory.map(({ body }) => JSON.stringify(body))
  const names = history.directory
    .filter(({ instanceId, method }) => instanceId === workshopId && method === "group")
    .map(({ body }) => (body as { readonly subject: string }).subject)
  expect(names).toEqual(["Глина и чай, мастерская", "Мастерская «Глина» 🏺"])
  const hidden = "200000000000066@lid"
  expect(bodies.some((body) => body.includes(`{"id":"79000000020@c.us","lid":"${hidden}"`))).toBe(true)
  expect(latest.some(({ chatId }) => chatId === hidden)).toBe(true)
})
