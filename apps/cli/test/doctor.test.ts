import { chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { foundIn } from "./canary.ts"
import { newFolder, running } from "./command.ts"
import { always, club, configure, served, shop, token } from "./journal-service.ts"

interface Finding {
  readonly subject: string
  readonly check: string
  readonly health: string
  readonly found: string
  readonly source: string | null
  readonly advice: string | null
}

const office = async (options: Parameters<typeof served>[0] = {}, ids: ReadonlyArray<string> = [shop]) => {
  const service = await served({ instances: ids, ...options })
  const folder = newFolder()
  configure(folder, service.url, ids)
  const doctor = async (...words: Array<string>) => {
    const { code, stdout, stderr } = await running(folder, ["doctor", ...words])
    const findings: ReadonlyArray<Finding> = stdout.startsWith("[") ? JSON.parse(stdout) : []
    const of = (check: string, subject = shop) =>
      findings.find((finding) => finding.check === check && finding.subject === subject)
    return { code, stdout, stderr, of, findings }
  }
  return { folder, service, doctor }
}

/** A certificate of nobody. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBjzCCATWgAwIBAgIUdXfSrcJi2K++m3IhRv7bfQ1fcVAwCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRQSBDQSBvZiBhbiBvZmZpY2UwIBcNMjYxMTI5MDIwMDE3WhgP
MjEyNjExMDUwMjAwMTdaMBwxGjAYBgNVBAMMEUEgQ0Egb2YgYW4gb2ZmaWNlMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnVbguiqiMRi51/AOGvcQ/NPrYRbnbgjU
xOCV0qj0FidxQVPJLM+XnrTNtmpBgSsBHwlyYStHhgEFAtS8vP63kKNTMFEwHQYD
VR0OBBYEFORYas8Yn7KH0jhCru/g+MxGju6jMB8GA1UdIwQYMBaAFORYas8Yn7KH
0jhCru/g+MxGju6jMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIh
AIyTyd7pVFJ9h+7N3UHl283XRxjAc7TJT5yscI1VhMNJAiBnKCLSPVvq8tEF6gpU
3jmlktb/E+Ook8m+bTYQL2iYng==
-----END CERTIFICATE-----
`

describe("chatledger doctor", () => {
  itInFull(
    "shows proxies and certificate authorities with their source, and what is wrong with them",
    async () => {
      const { folder } = await office()
      const look = async (env: Readonly<Record<string, string>>) => {
        const { code, stdout, stderr } = await running(folder, ["doctor"], { env })
        const findings: ReadonlyArray<Finding> = JSON.parse(stdout)
        return { code, stderr, findings: findings.filter(({ subject }) => subject === "network") }
      }
      writeFileSync(join(folder, "ca.pem"), `# of the office\n${certificate}`)
      const good = await look({
        HTTPS_PROXY: "http://user:geheim@proxy.office:3128",
        NO_PROXY: "localhost",
        NODE_EXTRA_CA_CERTS: "ca.pem"
      })
      expect(good.code).toBe(0)
      expect(good.findings).toMatchObject([
        { check: "proxy", found: "http://proxy.office:3128, for https", source: "HTTPS_PROXY" },
        { check: "withoutProxy", found: "localhost", source: "NO_PROXY" },
        { check: "authorities", found: expect.stringContaining("and 1 certificate in ca.pem"), health: "ok" }
      ])
      const bad = await look({ HTTPS_PROXY: "proxy.office:3128", NODE_EXTRA_CA_CERTS: "token" })
      expect(bad.code).toBe(2)
      expect(bad.findings).toMatchObject([
        { health: "problem", advice: expect.stringContaining("set HTTPS_PROXY=http://proxy.office:3128") },
        { health: "warning", advice: expect.stringContaining("it contains no certificate") }
      ])
      expect(JSON.stringify([good, bad])).not.toContain("geheim")
    }
  )

  it("finds nothing wrong with an account that can be recorded, and asks only what it needs", async () => {
    const { service, doctor } = await office()
    const { code, of, findings, stderr } = await doctor()
    expect([code, stderr]).toEqual([0, ""])
    expect(findings.every(({ health }) => health === "ok")).toBe(true)
    expect(of("state")).toMatchObject({ found: "authorized" })
    expect(of("clock")?.found).toMatch(
      /^the clock of this computer (agrees with|is .+ (ahead of|behind)) the service's$/
    )
    expect(of("writing", "archive")?.found).toContain("the first sync or import will create the folder")
    expect(service.requests().map(({ method }) => method)).toEqual(["getStateInstance", "getSettings"])
  })

  itInFull("shows each value with its source, and of the token only that it exists", async () => {
    const { folder, service, doctor } = await office()
    const { of, stdout } = await doctor()
    expect(of("idInstance")).toMatchObject({ found: shop, source: "chatledger.config.json" })
    expect(of("apiUrl")).toMatchObject({ found: service.url, source: "chatledger.config.json" })
    expect(of("token")).toMatchObject({ found: "•••••••• from token", source: "chatledger.config.json" })
    expect(of("folder", "archive")).toMatchObject({ source: "CHATLEDGER_ARCHIVE" })
    expect(foundIn([token], stdout)).toEqual([])
    writeFileSync(join(folder, "other"), token, { mode: 0o600 })
    const named = await doctor("--token-file", "other", "--archive", "there")
    expect(named.of("token")).toMatchObject({ found: "•••••••• from other", source: "--token-file" })
    expect(named.of("folder", "archive")).toMatchObject({ source: "--archive" })
  })

  it("names what is lost while a setting is off, exits 3, and sets it with --fix", async () => {
    const settings = { incomingWebhook: "no", pollMessageWebhook: "no" }
    const { service, doctor } = await office({ instances: [{ idInstance: shop, settings }] })
    const before = await doctor()
    expect(before.code).toBe(3)
    expect(before.of("incomingWebhook")).toMatchObject({
      health: "warning",
      found: "no",
      advice: "while it is off, this is lost: all incoming messages"
    })
    const fixed = await doctor("--fix")
    expect(fixed.code).toBe(0)
    expect(fixed.of("fix")).toMatchObject({
      found: "incomingWebhook, pollMessageWebhook set to yes",
      advice: expect.stringContaining("5 minutes")
    })
    expect((await doctor()).code).toBe(0)
    expect(service.requests().filter(({ method }) => method === "setSettings")).toHaveLength(1)
  })

  it("says what to do with an account in each state", async () => {
    const states = [
      ["notAuthorized", "scan the QR code"],
      ["blocked", "blocked by WhatsApp"],
      ["sleepMode", "switched off"],
      ["yellowCard", "WhatsApp limits sending"],
      ["somethingNew", "see the console"]
    ] as const
    const ids = states.map((_, index) => `110100000${index + 1}`)
    const instances = states.map(([state], index) => ({ idInstance: ids[index] ?? "", state }))
    const { code, of } = await (await office({ instances }, ids)).doctor()
    expect(code).toBe(3)
    for (const [index, [state, advice]] of states.entries())
      expect(of("state", ids[index])).toMatchObject({ found: state, advice: expect.stringContaining(advice) })
  })

  itInFull.each([
    ["notAuthorized", 4],
    ["blocked", 4],
    ["sleepMode", 4],
    ["yellowCard", 0],
    ["somethingNew", 4]
  ] as const)("exits for a single account that is %s with %d", async (state, exit) => {
    const { doctor } = await office({ instances: [{ idInstance: shop, state }] })
    expect((await doctor()).code).toBe(exit)
  })

  it("fails where the clock of this machine is off by more than a minute", async () => {
    const { doctor } = await office({ now: new Date(Date.now() + 10 * 60_000) })
    const { code, of } = await doctor()
    expect(code).toBe(3)
    expect(of("clock")).toMatchObject({
      health: "problem",
      found: expect.stringMatching(
        /^the clock of this computer is (10 min|9 min 5\d s) behind the service's$/
      )
    })
    expect(of("verdict")).toMatchObject({
      health: "problem",
      advice: expect.stringMatching(/^correct the clock/)
    })
    const { doctor: within } = await office({ now: new Date(Date.now() + 30_000) })
    expect((await within()).code).toBe(0)
  })

  itInFull("ends in a line for each instance: ok, or what to do", async () => {
    const settings = { incomingWebhook: "no", pollMessageWebhook: "no" }
    const { folder, service, doctor } = await office(
      { instances: [shop, { idInstance: club, settings, state: "notAuthorized" }] },
      [shop, club]
    )
    const ends = (text: string) => text.split("\n").slice(-3)
    const { stdout } = await doctor("--format", "text")
    expect(ends(stdout)).toEqual([
      `${shop}: ok`,
      `${club}: to do: nothing is recorded: open the console and scan the QR code with the phone; \`chatledger doctor --fix\` turns on the settings that are off`,
      ""
    ])
    const instances = [{ idInstance: shop, name: "the shop", apiUrl: service.url, tokenFile: "token" }]
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ instances }))
    const russian = await doctor("--format", "text", "--locale", "ru")
    expect(ends(russian.stdout)).toEqual(["", `${shop} (the shop): всё хорошо`, ""])
    writeFileSync(join(folder, "archive"), "no folder")
    expect((await doctor()).of("verdict")).toMatchObject({ health: "problem", found: "to do" })
  })

  itInFull("exits 3 when one instance is well and another is not", async () => {
    const { doctor } = await office({ faults: [always(club, { kind: "status", status: 403 })] }, [shop, club])
    const { code, of } = await doctor()
    expect(code).toBe(3)
    expect(of("state")?.health).toBe("ok")
    expect(of("state", club)).toMatchObject({ health: "problem", advice: expect.stringContaining("(403)") })
  })

  it.skipIf(process.platform === "win32")(
    "warns of a token file and an archive that others can read",
    async () => {
      const { folder, doctor } = await office()
      expect((await running(folder, ["sync"])).code).toBe(0)
      chmodSync(join(folder, "token"), 0o644)
      chmodSync(join(folder, "archive"), 0o755)
      const { of } = await doctor()
      expect(of("token")?.advice).toContain("chmod 600 token")
      expect(of("permissions", "archive")).toMatchObject({ health: "warning", found: "0755" })
    }
  )

  itInFull(
    "writes lines for people with --format text, and still tells the disk when the configuration is wrong",
    async () => {
      const { folder, doctor } = await office()
      const { stdout } = await doctor("--format", "text")
      expect(stdout).toContain(`${shop}\n  ok       idInstance: ${shop}  (chatledger.config.json)\n`)
      writeFileSync(join(folder, "chatledger.config.json"), "{")
      const wrong = await doctor()
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("is not valid JSON")])
      expect(wrong.of("disk", "archive")?.found).toMatch(/free$/)
    }
  )
})
