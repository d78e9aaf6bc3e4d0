// Which chats are asked for their histories, and how far back.
import { describe, expect, it } from "vitest"
import { type ActiveChat, historyRequests } from "../src/healing/heal-plan.ts"

const hour = 3_600_000
const now = new Date("2026-03-20T12:00:00Z")
const hole = { from: now.getTime() - 48 * hour, to: now.getTime() - 40 * hour }
const chat = (chatId: string, around: number, since = 10): ActiveChat => ({ chatId, hole, around, since })
const budget = { monthly: 300, perChat: 3 }
const asked = (chatId: string, hoursAgo: number, oldestHoursAgo: number | undefined, recordCount = 500) => ({
  chatId,
  requestedAt: new Date(now.getTime() - hoursAgo * hour),
  oldestTimestamp: oldestHoursAgo === undefined ? undefined : (now.getTime() - oldestHoursAgo * hour) / 1000,
  recordCount
})

describe("a plan of healing", () => {
  it("asks the chats with the most messages first, and for more than came since", () => {
    expect(historyRequests([chat("a", 1), chat("b", 9, 400)], [], budget, now)).toEqual([
      { chatId: "b", count: 700 },
      { chatId: "a", count: 115 }
    ])
  })

  it("leaves a chat alone whose history reached beyond the time, or had all that there is", () => {
    const before = [asked("far", 1, 49), asked("all", 1, 41, 99), asked("none", 1, undefined, 0)]
    expect(
      historyRequests(
        ["far", "all", "none"].map((id) => chat(id, 5)),
        before,
        budget,
        now
      )
    ).toEqual([])
    expect(historyRequests([chat("early", 5)], [asked("early", 44, 60)], budget, now)).toHaveLength(1)
  })

  it("asks again where a history ends in the second in which the time begins: there may be more in it", () => {
    expect(historyRequests([chat("a", 5)], [asked("a", 1, 48)], budget, now)).toHaveLength(1)
  })

  it("asks for twice as much where it was too little, until the budget of the chat is used up", () => {
    const once = [asked("a", 2, 45, 500)]
    expect(historyRequests([chat("a", 5)], once, budget, now)).toEqual([{ chatId: "a", count: 1000 }])
    const often = [...once, asked("a", 1, 45, 500), asked("a", 1, 45, 500)]
    expect(historyRequests([chat("a", 5)], often, budget, now)).toEqual([])
  })

  it("never asks more often in a month than the plan allows", () => {
    const before = Array.from({ length: 299 }, (_, index) => asked(`x${index}`, 1, 60))
    expect(historyRequests([chat("a", 5), chat("b", 4)], before, budget, now)).toHaveLength(1)
    expect(historyRequests([chat("a", 5)], [], { monthly: 0, perChat: 3 }, now)).toEqual([])
  })
})
