import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { type FaultRule, scriptedJournal } from "@chatledger/journal-server"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { chatledger, newFolder, rowsOf, running, started } from "./command.ts"
import {
  ago,
  atFirst,
  closest,
  club,
  configure,
  heldJournal,
  incoming,
  outgoing,
  served,
  shop,
  token
} from "./journal-service.ts"

/** A folder with a configuration, and the service that it names. */
const office = async (options: Parameters<typeof served>[0] = {}, ids: ReadonlyArray<string> = [shop]) => {
  const service = await served({ instances: ids, ...options })
  const folder = newFolder()
  configure(folder, service.url, ids)
  return { folder, service, sync: (...words: Array<string>) => running(folder, ["sync", ...words]) }
}

const locksIn = (folder: string) =>
  readdirSync(join(folder, "archive/locks")).filter((name) => name.includes(".lock"))

describe("chatledger sync", () => {
  it("is with export the nightly job: both journals, 30 days at first, then what is not covered", async () => {
    const states = [incoming(shop, "A", ago(90_000)), outgoing(shop, "B", ago(3600), "sent")]
    const { folder, service, sync } = await office({ states })
    const first = await sync()
    expect([first.code, first.stdout]).toEqual([0, ""])
    expect(first.stderr).toContain(`${shop}: 2 new messages, 0 changed, incoming covered `)
    expect((await running(folder, ["export"])).code).toBe(0)
    expect(readFileSync(join(folder, "chatledger-export/chatledger.xlsx")).subarray(0, 2).toString()).toBe(
      "PK"
    )
    const again = await running(folder, ["sync"], { env: { TZ: "Asia/Tokyo" } })
    const [, until = ""] = /incoming covered .* to ([0-9: -]+), outgoing/.exec(again.stderr) ?? []
    expect(again.stderr).toContain(`${shop}: 0 new messages, 0 changed`)
    expect(Math.abs(Date.parse(`${until}+09:00`) - Date.now())).toBeLessThan(10 * 60_000)
    for (const method of ["lastIncomingMessages", "lastOutgoingMessages"]) {
      const [month, rest, ...others] = service.windows(shop, method)
      expect([month, others]).toEqual([43_200, []])
      expect(rest).toBeGreaterThanOrEqual(10)
      expect(rest).toBeLessThanOrEqual(15)
    }
    const rows = rowsOf(folder, "select message_id, direction from messages order by message_id")
    expect(rows).toEqual([
      { message_id: "A", direction: "incoming" },
      { message_id: "B", direction: "outgoing" }
    ])
    expect(closest(service.requests())).toBeGreaterThanOrEqual(1000)
  })

  itInFull("asks an instance for 90 days at first whose settings say that it is on MAX", async () => {
    const instances = [{ idInstance: shop, settings: { typeInstance: "v3" } }]
    const service = await served({ instances })
    const folder = newFolder()
    configure(folder, service.url, [shop])
    expect((await running(folder, ["sync"])).code).toBe(0)
    expect(service.windows(shop)).toEqual([129_600])
  })

  it("counts what is new and what has changed since", async () => {
    const at = ago(600)
    const states = [
      outgoing(shop, "A", at, "sent"),
      outgoing(shop, "A", at, "read", at + 900),
      incoming(shop, "B", at),
      incoming(shop, "C", at + 900)
    ]
    const { service, sync } = await office({ states, now: new Date((at + 600) * 1000) })
    expect((await sync()).stderr).toContain("2 new messages, 0 changed")
    service.change((server) => server.advance("10 minutes"))
    expect((await sync("--minutes", "60")).stderr).toContain("1 new message, 1 changed")
  })

  it("tells a gap, asks for it next time, and is content then", async () => {
    const { service, sync } = await office({ now: new Date() })
    expect((await sync()).code).toBe(0)
    service.change((server) => server.advance("3 hours"))
    const gap = await sync()
    expect(gap.code).toBe(3)
    expect(gap.stderr).toMatch(/incoming: nothing was fetched for .* to .*; the next sync will fetch it/)
    const filled = await sync()
    expect(filled.code).toBe(0)
    expect(service.windows(shop).at(-1)).toBeGreaterThanOrEqual(180)
  })

  itInFull("tells once what was not fetched in time", async () => {
    const { service, sync } = await office({ now: new Date(ago(50 * 3600) * 1000) })
    expect((await sync()).code).toBe(0)
    service.change((server) => server.advance("50 hours"))
    const late = await sync("--minutes", "10")
    expect(late.code).toBe(3)
    expect(late.stderr).toContain("was not fetched in time and is lost")
    const later = await sync()
    expect(later.stderr).not.toContain("lost")
  })

  itInFull("asks one journal, one instance, and the window that flags name", async () => {
    const { service, sync } = await office({}, [shop, club])
    const { code, stderr } = await sync("--instance", club, "--journal", "outgoing", "--minutes", "77")
    expect([code, stderr.includes(shop)]).toEqual([0, false])
    expect(service.windows(club, "lastOutgoingMessages")).toEqual([77])
    expect(service.requests().every(({ instanceId }) => instanceId === club)).toBe(true)
    expect(service.windows(club)).toEqual([])
  })

  itInFull("takes one instance from the environment, its token from there or from a file", async () => {
    const service = await served()
    const folder = newFolder()
    const env = { GREEN_API_URL: service.url, GREEN_API_ID_INSTANCE: shop }
    const named = await running(folder, ["sync"], { env: { ...env, GREEN_API_TOKEN_INSTANCE: token } })
    expect([named.code, named.stderr.split("\n").length]).toEqual([0, 5])
    writeFileSync(join(folder, "secret.txt"), `\ufeff${token}\r\n`)
    expect((await running(folder, ["sync", "--token-file", "secret.txt"], { env })).code).toBe(0)
    writeFileSync(join(folder, "secret.txt"), Buffer.from(`\ufeff${token}\r\n`, "utf16le"))
    const { stderr } = await running(folder, ["sync", "--token-file", "secret.txt"], { env })
    expect(stderr).toContain("the token file secret.txt is UTF-16 text: save it as UTF-8")
  })

  itInFull("finds token files and archive from the folder of the configuration", async () => {
    const service = await served()
    const folder = newFolder()
    mkdirSync(join(folder, "settings"))
    configure(join(folder, "settings"), service.url, [shop], { archive: "../kept" })
    const config = join("settings", "chatledger.config.json")
    const env = { CHATLEDGER_ARCHIVE: "" }
    expect((await running(folder, ["sync", "--config", config], { env })).code).toBe(0)
    expect(readdirSync(join(folder, "kept"))).toContain("archive.json")
  })

  it("tells records that do not fit, keeps the others, and exits 3", async () => {
    const states = [incoming(shop, "A", ago(60)), incoming(shop, "B", ago(30), { timestamp: "soon" })]
    const { folder, sync } = await office({ states })
    const { code, stderr } = await sync()
    expect(stderr).toMatch(/1101000001: incoming: record \d: .*timestamp/)
    expect(code).toBe(3)
    expect(rowsOf(folder, "select count(*) as n from messages")).toEqual([{ n: 2 }])
  })

  itInFull("warns of an account that is not authorised, and keeps what there is", async () => {
    const instances = [{ idInstance: shop, state: "notAuthorized" }]
    const service = await served({ instances, states: [incoming(shop, "A", ago(60))] })
    const folder = newFolder()
    configure(folder, service.url, [shop])
    const { code, stderr } = await running(folder, ["sync"])
    expect(code).toBe(3)
    expect(stderr).toContain("its state is notAuthorized")
    expect(stderr).toContain("1 new message")
  })

  it("warns of settings that keep messages out of the journal", async () => {
    const settings = { incomingWebhook: "no", pollMessageWebhook: "no" }
    const { sync } = await office({ instances: [{ idInstance: shop, settings }] })
    const { code, stderr } = await sync("--quiet")
    expect(code).toBe(0)
    expect(stderr).toBe(
      `${shop}: its settings prevent recording of all incoming messages (incomingWebhook); polls and votes (pollMessageWebhook): turn them on with chatledger doctor --fix\n`
    )
  })

  it("says nothing with --quiet, and JSON lines with --log-format json", async () => {
    const { sync } = await office()
    expect(await sync("--quiet")).toEqual({ code: 0, stdout: "", stderr: "" })
    const { stderr } = await sync("--log-format", "json")
    const lines = stderr
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line))
    expect(lines).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: "info",
        instance: shop,
        event: "synced",
        message: expect.stringContaining(`${shop}: 0 new messages`)
      },
      {
        time: expect.any(String),
        level: "info",
        instance: null,
        event: "sync",
        synced: 1,
        failed: 0,
        skipped: 0,
        replies: 2,
        new_messages: 0,
        changed_messages: 0,
        open_gaps: 0,
        exit_code: 0,
        took_ms: expect.any(Number)
      }
    ])
  })

  it("ends well after a failure of each kind, in every instance", async () => {
    const kinds: ReadonlyArray<FaultRule["fault"]> = [
      { kind: "status", status: 503 },
      { kind: "status", status: 429, headers: { "retry-after": "1" } },
      { kind: "cutGzip", bytes: 30 },
      { kind: "cutBody", bytes: 30 },
      { kind: "wrongBody", body: "html" },
      { kind: "reset" }
    ]
    const ids = kinds.map((_, index) => `110100000${index + 1}`)
    const states = ids.flatMap((id) => [incoming(id, "A", ago(60)), outgoing(id, "B", ago(60), "read")])
    const faults = kinds.flatMap((fault, index) => atFirst(ids[index] ?? "", fault))
    const { folder, service, sync } = await office({ states, faults }, ids)
    const { code, stderr } = await sync()
    expect([code, stderr.match(/: 2 new messages/g)]).toEqual([0, ids.map(() => ": 2 new messages")])
    expect(service.requests().filter((request) => request.fault !== undefined)).toHaveLength(12)
    for (const id of ids)
      expect(
        closest(service.requests().filter(({ instanceId }) => instanceId === id))
      ).toBeGreaterThanOrEqual(1000)
    expect(chatledger(folder, ["verify"]).code).toBe(0)
  })
})

describe("two at once", () => {
  it("skips an instance that another sync is at, with a line, and waits for it with --wait", async () => {
    const { journal, asked, letGo } = heldJournal()
    const { folder, service, sync } = await office({ journal })
    const first = started(folder, ["sync"])
    await asked
    const second = await sync()
    expect(second.code).toBe(0)
    expect(second.stderr).toBe(
      `${shop}: skipped, another sync is running (${second.stderr.match(/\((.*)\)/)?.[1] ?? ""})\n`
    )
    expect(second.stderr).toContain(`process ${first.pid}`)
    const third = sync("--wait")
    letGo()
    expect((await first.ran).code).toBe(0)
    expect((await third).code).toBe(0)
    expect(closest(service.requests())).toBeGreaterThanOrEqual(1000)
    expect(service.windows(shop)).toHaveLength(2)
  })

  itInFull("never asks twice within a second, from whatever process", async () => {
    const { service, sync } = await office({ journal: scriptedJournal([]) }, [shop, club])
    const codes = (await Promise.all([sync("--wait"), sync("--wait"), sync("--wait")])).map(
      ({ code }) => code
    )
    expect(codes).toEqual([0, 0, 0])
    expect(service.windows(shop)).toHaveLength(3)
    expect(service.requests().some(({ status }) => status === 429)).toBe(false)
    expect(closest(service.requests())).toBeGreaterThanOrEqual(1000)
  })
})

describe("the archive of a configuration", () => {
  itInFull("is said to begin, and missed when it has gone: --new begins another", async () => {
    const { folder, service, sync } = await office()
    const archive = join(folder, "archive")
    const first = await sync()
    expect([first.code, first.stderr.includes(`creating a new archive in ${archive}`)]).toEqual([0, true])
    renameSync(archive, join(folder, "elsewhere"))
    const asked = service.requests().length
    const gone = await sync()
    expect([gone.code, existsSync(archive), service.requests().length]).toEqual([6, false, asked])
    expect(gone.stderr).toContain(`there is no archive at ${archive} any more`)
    const doctor = await running(folder, ["doctor"])
    expect(doctor.stdout).toContain("at this path there is another archive, or none, instead of the one")
    const moved = await sync("--archive", "elsewhere")
    expect([moved.code, moved.stderr.includes("begins")]).toEqual([0, false])
    const slip = await sync("--archive", "elswhere")
    expect([slip.code, slip.stderr.includes("correct the path")]).toEqual([6, true])
    expect((await sync("--new")).code).toBe(0)
    expect((await sync()).stderr).not.toContain("begins")
    rmSync(archive, { recursive: true })
    cpSync(join(folder, "elsewhere"), archive, { recursive: true })
    const other = await sync()
    expect([other.code, other.stderr.includes("is not the one recorded in")]).toEqual([6, true])
  })

  itInFull("has no note where the configuration cannot be written beside: said, and no failure", async () => {
    const { folder, sync } = await office()
    mkdirSync(join(folder, "chatledger.config.archives.ndjson"))
    const { code, stderr } = await sync()
    expect([code, stderr.includes("would go unnoticed: it is a folder")]).toEqual([0, true])
  })
})

describe("sync --every", () => {
  itInFull(
    "begins no archive in place of one that has gone between rounds, and goes on when it is back",
    async () => {
      const { folder, service } = await office()
      const archive = join(folder, "archive")
      const loop = started(folder, ["sync", "--every", "1s", "--log-format", "json"])
      await loop.said('"exit_code":0')
      renameSync(archive, `${archive}-elsewhere`)
      await loop.said('"exit_code":6', 2)
      expect(existsSync(archive)).toBe(false)
      const asked = service.requests().length
      await loop.said('"exit_code":6', 3)
      expect(service.requests()).toHaveLength(asked)
      renameSync(`${archive}-elsewhere`, archive)
      await loop.said('"exit_code":0', 2)
      loop.kill("SIGTERM")
      const { stderr } = await loop.ran
      expect(stderr).toContain(`there is no archive at ${archive} any more`)
    }
  )

  it("goes on until Ctrl-C, then exits 130 with locks released and the archive whole", async () => {
    const { folder, service } = await office({ states: [incoming(shop, "A", ago(60))] })
    const loop = started(folder, ["sync", "--every", "1s"])
    await loop.said("new message", 2)
    loop.kill("SIGINT")
    expect((await loop.ran).code).toBe(130)
    expect(locksIn(folder)).toEqual([])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
    expect(closest(service.requests())).toBeGreaterThanOrEqual(1000)
  })

  itInFull("stops in the middle of a request, and the next sync goes on at once", async () => {
    const { journal, asked, letGo } = heldJournal()
    const { folder, sync } = await office({ journal })
    const loop = started(folder, ["sync", "--every", "5m"])
    await asked
    loop.kill("SIGINT")
    expect((await loop.ran).code).toBe(130)
    expect(locksIn(folder)).toEqual([])
    expect(chatledger(folder, ["verify"]).code).toBe(0)
    letGo()
    expect((await sync()).code).toBe(0)
  })

  itInFull("tells how many calls it makes where the free plan has too few", async () => {
    const { folder } = await office()
    const loop = started(folder, ["sync", "--every", "5m"])
    await loop.said("new messages")
    loop.kill("SIGTERM")
    const { code, stderr } = await loop.ran
    expect(code).toBe(130)
    expect(stderr).toContain("the free plan allows 1,000: on that plan, use --every 3h or longer")
  })
})
