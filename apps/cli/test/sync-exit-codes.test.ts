import { openSync, writeFileSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, rowsOf, running, started } from "./command.ts"
import { ago, always, configure, heldJournal, incoming, served, shop } from "./journal-service.ts"

const stranger = "1109999999"

/** One instance for each way to fail, and what is said of it. */
const failing = {
  "1101000011": { fault: { kind: "status", status: 503 }, says: "after 5 tries, status 503" },
  "1101000012": { fault: { kind: "status", status: 429 }, says: "called too often (429) after 5 tries" },
  "1101000013": {
    fault: { kind: "wrongBody", body: "html" },
    says: "unusable after 4 tries, it is not a JSON array"
  },
  "1101000014": { fault: { kind: "cutGzip", bytes: 1 }, says: "unusable after 4 tries" },
  "1101000015": { fault: { kind: "reset" }, says: "the connection was interrupted" },
  "1101000016": {
    fault: { kind: "redirect", location: "http://127.0.0.1:9/" },
    says: "was redirected, and redirects are not followed"
  },
  "1101000017": { fault: { kind: "status", status: 404 }, says: "no such method at this apiUrl (404)" },
  "1101000018": { fault: { kind: "status", status: 466 }, says: "monthly quota of calls is used up (466)" },
  "1101000019": { fault: { kind: "status", status: 401 }, says: "its token is wrong (401)" }
} as const

const one = async (fault?: Parameters<typeof always>[1]) => {
  const service = await served(fault === undefined ? {} : { faults: [always(shop, fault)] })
  const folder = newFolder()
  configure(folder, service.url, [shop])
  return { folder, service }
}

describe("exit codes of sync and doctor", () => {
  it.each([
    [["--every", "0s"], "--every 0s is not a duration"],
    [["--every", "5"], "--every 5 is not a duration"],
    [["--every", "9999w"], "--every must be 7d or less"],
    [["--minutes", "-5"], "--minutes must be from 1 to 5256000"],
    [["--minutes", "99999999999"], "--minutes must be from 1 to 5256000"],
    [["--minutes", "soon"], "--minutes"],
    [["--journal", "both"], "--journal must be incoming, outgoing"],
    [["--instance", stranger], `--instance ${stranger} is not configured; configured are ${shop}`],
    [["--config", "."], "configuration file . cannot be read: it is a folder"],
    [["--config", "nope.json"], "configuration file nope.json cannot be read: it does not exist"],
    [["--token-file", "nope"], "the token file nope cannot be read: it does not exist"]
  ])("2 when flags do not fit: %j", async (words, says) => {
    const folder = newFolder()
    configure(folder, "http://127.0.0.1:9", [shop])
    const { code, stderr } = await running(folder, ["sync", ...words])
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
  })

  it("2 when no instance is configured, and says how", async () => {
    const { code, stderr } = await running(newFolder(), ["sync"])
    expect([code, stderr]).toEqual([2, expect.stringContaining("add instances to chatledger.config.json")])
  })

  it("3 when some instances fail, each in its way, and the others are kept", async () => {
    const ids = Object.keys(failing)
    const faults = Object.entries(failing).map(([id, { fault }]) => always(id, fault))
    const states = [incoming(shop, "A", ago(60))]
    const service = await served({ instances: [...ids, shop], faults, states })
    const folder = newFolder()
    configure(folder, service.url, [...ids, stranger, shop])
    const { code, stderr } = await running(folder, ["sync"])
    expect(code).toBe(3)
    const lines = stderr.split("\n")
    for (const [id, { says }] of Object.entries(failing))
      expect(lines.filter((line) => line.includes(id)).join("\n")).toContain(says)
    // State and settings are asked for side by side: whichever is refused first is told.
    expect(stderr).toMatch(
      new RegExp(`instance ${stranger}: get(StateInstance|Settings) was refused, there is no such idInstance`)
    )
    expect(stderr).toContain(`${shop}: 1 new message`)
    expect(rowsOf(folder, "select message_id from messages")).toEqual([{ message_id: "A" }])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })

  it("3 when one journal of an instance fails and the other is kept", async () => {
    const fault = { kind: "status", status: 404 } as const
    const method = "lastOutgoingMessages"
    const service = await served({ faults: [{ instanceId: shop, method, nth: "every", fault }] })
    const folder = newFolder()
    configure(folder, service.url, [shop])
    const { code, stderr } = await running(folder, ["sync"])
    expect(code).toBe(3)
    expect(stderr).toContain("lastOutgoingMessages failed")
    expect(stderr).toContain(`${shop}: 0 new messages`)
  })

  it("4 when the token is wrong, and never tries again", async () => {
    const { folder, service } = await one()
    writeFileSync(join(folder, "token"), "wrong")
    for (const command of ["sync", "doctor"]) {
      const before = service.requests().length
      const { code, stdout, stderr } = await running(folder, [command])
      expect(code).toBe(4)
      expect(stdout + stderr).toContain("copy apiTokenInstance from the console")
      const asked = service.requests().slice(before)
      expect(new Set(asked.map(({ method }) => method)).size).toBe(asked.length)
    }
  })

  it("4 when the service does not know the instance", async () => {
    const { folder, service } = await one()
    configure(folder, service.url, [stranger])
    for (const command of ["sync", "doctor"]) expect((await running(folder, [command])).code).toBe(4)
  })

  it("5 when the quota is spent, the service is down, or nobody is there", async () => {
    const { folder, service } = await one({ kind: "status", status: 466 })
    expect((await running(folder, ["sync"])).code).toBe(5)
    expect(service.windows(shop)).toEqual([])
    expect((await running(folder, ["doctor"])).code).toBe(5)
    const nobody = newFolder()
    configure(nobody, "http://127.0.0.1:9", [shop])
    const { code, stderr } = await running(nobody, ["sync"])
    expect(code).toBe(5)
    expect(stderr).toContain("nothing is listening at this address")
  })

  it("5 when the port does not speak TLS, and says so", async () => {
    const { folder, service } = await one()
    const url = service.url.replace("http:", "https:")
    const env = { GREEN_API_ID_INSTANCE: shop, GREEN_API_TOKEN_INSTANCE: "any", GREEN_API_URL: url }
    const { code, stdout } = await running(folder, ["doctor"], { env })
    expect([code, stdout]).toEqual([5, expect.stringContaining("the server does not use TLS there")])
  })

  it("6 when the archive is a file, is of another version, or cannot be written", async () => {
    const { folder } = await one()
    writeFileSync(join(folder, "file"), "")
    const asFile = await running(folder, ["sync", "--archive", "file"])
    expect([asFile.code, asFile.stderr]).toEqual([6, expect.stringContaining("file")])
    await mkdir(join(folder, "later"))
    writeFileSync(join(folder, "later/archive.json"), '{"format":"chatledger-archive","version":99}')
    expect((await running(folder, ["sync", "--archive", "later"])).code).toBe(6)
    await mkdir(join(folder, "blocked"))
    writeFileSync(join(folder, "blocked/archive.json"), '{"format":"chatledger-archive","version":1}')
    writeFileSync(join(folder, "blocked/snapshots"), "")
    const blocked = await running(folder, ["sync", "--archive", "blocked"])
    expect([blocked.code, blocked.stderr]).toEqual([6, expect.stringContaining("snapshots")])
  })

  it("6 when the doctor finds a sync at work", async () => {
    const { journal, asked } = heldJournal()
    const { url } = await served({ journal })
    const folder = newFolder()
    configure(folder, url, [shop])
    const sync = started(folder, ["sync", "--every", "1m"])
    await asked
    const doctor = await running(folder, ["doctor"])
    expect(doctor.code).toBe(6)
    expect(doctor.stdout).toContain(`process ${sync.pid}`)
    expect(doctor.stdout).toContain("--wait")
    sync.kill("SIGINT")
    expect((await sync.ran).code).toBe(130)
  })

  it.skipIf(process.platform !== "linux")(
    "7 when the doctor's findings or an export cannot be written",
    async () => {
      const { folder } = await one()
      expect((await running(folder, ["sync"])).code).toBe(0)
      const stdout = openSync("/dev/full", "w")
      const full = await running(folder, ["doctor"], { stdout })
      expect([full.code, full.stderr]).toEqual([7, expect.stringContaining("the disk is full")])
      writeFileSync(join(folder, "chatledger-export"), "")
      expect((await running(folder, ["export"])).code).toBe(7)
    }
  )
})
