// A machine whose clock is off: sync says so once, and covers nothing of the future.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, it, onTestFinished } from "vitest"
import { newFolder, rowsOf, running } from "./command.ts"
import { club, configure, shop } from "./journal-service.ts"
import { text } from "./replies.ts"

const DAY = 86_400_000

/** A service whose clock is so many milliseconds ahead of this machine's; its address. */
const serviceAhead = (millis: number) =>
  new Promise<string>((resolve) => {
    const server = createServer((request, response) => {
      response.sendDate = false
      response.setHeader("Date", new Date(Date.now() + millis).toUTCString())
      response.setHeader("Content-Type", "application/json")
      const seconds = Math.floor(Date.now() / 1000) - 600
      const isJournal = request.url?.includes("/lastIncomingMessages/") === true
      if (isJournal) response.end(JSON.stringify([text("M", "hello", seconds)]))
      else response.end(request.url?.includes("/last") ? "[]" : '{"stateInstance":"authorized"}')
    })
    onTestFinished(() => void server.close())
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

const synced = async (ahead: number, ...words: ReadonlyArray<string>) => {
  const folder = newFolder()
  configure(folder, await serviceAhead(ahead), [shop, club])
  const { code, stderr } = await running(folder, ["sync", ...words])
  const [row] = rowsOf(folder, "select max(to_at) > now() as is_future, count(*) as intervals from coverage")
  return { code, stderr, told: stderr.match(/the clock of this computer is .*/g) ?? [], row }
}

it("a machine that is ahead of the service is told to set its clock, once for all instances", async () => {
  const { told, row } = await synced(-3 * DAY)
  expect(told).toEqual([
    expect.stringMatching(/^the clock of this computer is (3 d|2 d 23 h) ahead of the service's: correct it/)
  ])
  expect(row).toMatchObject({ is_future: false })
})

it("a machine whose clock is off heals nothing, and says why", async () => {
  const { code, stderr } = await synced(-3 * DAY, "--heal")
  expect(code).toBe(3)
  expect(stderr.match(/lost time is not healed while .* correct the clock/g)).toHaveLength(1)
  expect(stderr).not.toContain("healed_gaps")
})

it("a service that seems to be days ahead covers nothing of the future", async () => {
  const { told, row } = await synced(3 * DAY)
  expect(told).toEqual([expect.stringContaining("behind the service's")])
  expect(row?.["is_future"] ?? false).toBe(false)
})

it("clocks that agree are not spoken of", async () => {
  const { code, told, row } = await synced(0)
  expect([code, told]).toEqual([0, []])
  expect(Number(row?.["intervals"])).toBeGreaterThan(0)
})
