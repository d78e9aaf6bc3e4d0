// The journals of calls: fetched where it is asked for, and served again from the archive.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { ScriptedState } from "@chatledger/journal-server"
import { describe, expect, it } from "vitest"
import { newFolder, running } from "./command.ts"
import { ago, configure, incoming, served, shop } from "./journal-service.ts"
import { serving } from "./serving.ts"

const lena = "79091110001@c.us"

const call = (id: string, seconds: number, status: string): ScriptedState => ({
  instanceId: shop,
  journal: "incoming",
  message: id,
  visibleFrom: seconds,
  isCall: true,
  record: {
    type: "incoming",
    idMessage: id,
    timestamp: seconds,
    typeMessage: "incomingCall",
    chatId: lena,
    senderId: lena,
    status,
    duration: 0
  }
})

describe("the journals of calls", () => {
  it("are fetched with --calls, fill the table, and are served from the archive", async () => {
    const service = await served({
      states: [incoming(shop, "A", ago(90)), call("C1", ago(120), "missed"), call("C2", ago(60), "pickUp")]
    })
    const folder = newFolder()
    configure(folder, service.url, [shop])
    expect((await running(folder, ["sync"])).code).toBe(0)
    expect(service.windows(shop, "lastIncomingCalls")).toEqual([])
    const { code, stderr } = await running(folder, ["sync", "--calls"])
    expect([code, stderr]).toEqual([0, expect.stringContaining("journals of calls: 2 records")])
    expect(service.windows(shop, "lastIncomingCalls")).toEqual([43_200])
    const answered = await running(folder, [
      "sql",
      "select string_agg(message_id || outcome, ',' order by message_id) as calls from calls",
      "--format",
      "json"
    ])
    expect(JSON.parse(answered.stdout)).toEqual([{ calls: "C1missed,C2answered" }])
    writeFileSync(join(folder, "none.json"), "[ ]")
    writeFileSync(join(folder, "messages.json"), JSON.stringify([incoming(shop, "A", ago(90)).record]))
    const ofCalls = ["--instance", shop, "--journal", "outgoing-calls", "--requested-at", "mtime"]
    const none = await running(folder, ["import", "none.json", ...ofCalls, "--minutes", "9"])
    expect([none.code, none.stderr]).toEqual([0, expect.stringContaining("outgoing (calls), ")])
    const other = await running(folder, ["import", "messages.json", ...ofCalls])
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("contains messages")])
    const status = await running(folder, [
      ...["status", "--format", "json", "--columns", "journal,messages,gaps,covered_until"]
    ])
    expect(JSON.parse(status.stdout)).toEqual([
      { journal: "incoming", messages: 1, gaps: 0, covered_until: expect.any(String) },
      { journal: "incoming calls", messages: 2, gaps: 0, covered_until: expect.any(String) },
      { journal: "outgoing", messages: 0, gaps: 0, covered_until: expect.any(String) },
      { journal: "outgoing calls", messages: 0, gaps: 0, covered_until: expect.any(String) }
    ])
    const server = await serving(folder)
    const secret = readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
    const replayed = await fetch(`${server.url}/waInstance${shop}/lastIncomingCalls/${secret}`)
    server.process.kill("SIGKILL")
    expect(
      ((await replayed.json()) as Array<{ idMessage: string }>).map(({ idMessage }) => idMessage)
    ).toEqual(["C2", "C1"])
  })

  it("are no fault where the service does not have them", async () => {
    const service = await served({ states: [incoming(shop, "A", ago(90))] })
    const folder = newFolder()
    configure(folder, service.url, [shop])
    const { code, stderr } = await running(folder, ["sync", "--calls"])
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("journals of calls, a beta feature of the service, are not available")
    ])
  })

  it("are kept with a broken record, which is requested again and reported, and the exit code says so", async () => {
    const good = JSON.stringify(call("C1", ago(60), "missed").record)
    const body = `[${good},{"type":"incoming" oops}]`
    const service = await served({
      faults: [{ method: "lastIncomingCalls", nth: "every", fault: { kind: "status", status: 200, body } }]
    })
    const folder = newFolder()
    configure(folder, service.url, [shop], { directory: "off" })
    const { code, stderr } = await running(folder, ["sync", "--calls"])
    expect([code, stderr]).toEqual([3, expect.stringMatching(/incoming \(calls\): record 2: .*\(not_json\)/)])
    expect(service.windows(shop, "lastIncomingCalls")).toHaveLength(2)
    const answered = await running(folder, ["sql", "select message_id from calls", "--format", "csv"])
    expect(answered.stdout).toBe("message_id\r\nC1\r\n")
  })
})
