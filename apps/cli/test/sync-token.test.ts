import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { FaultRule, Method } from "@chatledger/journal-server"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { someOf } from "./breadth.ts"
import { filesWith, foundIn, shownOf } from "./canary.ts"
import { newFolder, type Ran, running, started } from "./command.ts"
import { ago, configure, heldJournal, incoming, served, shop, token } from "./journal-service.ts"

type Fault = FaultRule["fault"]

const asked: ReadonlyArray<Method> = [
  "getStateInstance",
  "getSettings",
  "lastIncomingMessages",
  "lastOutgoingMessages"
]

/** A service that tells the token back, as some do. */
const echo = {
  headers: { "x-token": token, "x-url": `/waInstance/${token}` },
  body: `{"message":"token ${token}"}`
}
const status = (status: number): Fault => ({ kind: "status", status, ...echo })

/** Faults after which no use is in asking again. */
const final: ReadonlyArray<Fault> = [
  ...[201, 204, 304, 400, 401, 402, 403, 404, 405, 410, 413, 414, 418, 421, 451, 466].map(status),
  ...([301, 302, 303, 307, 308] as const).map(
    (status): Fault => ({ kind: "redirect", status, location: `http://127.0.0.1:9/${token}` })
  )
].filter((fault) => fault.kind !== "status" || fault.status >= 300)

/** Faults that are tried again, each until the call is given up. */
const passing: ReadonlyArray<Fault> = [
  ...[408, 429, 499, 500, 502, 503, 504].map(status),
  { kind: "status", status: 200, ...echo },
  { kind: "status", status: 200, headers: {}, body: `[{"typeMessage":"x"},${token}]` },
  { kind: "reset" },
  { kind: "reset", after: "headers" },
  { kind: "reset", after: 1 },
  { kind: "cutBody", bytes: 1 },
  { kind: "cutGzip", bytes: 12 },
  { kind: "cutGzip", bytes: 12, framing: "length" },
  { kind: "wrongBody", body: "html" }
]

const idOf = (kind: number, index: number) => `${1_100_000_000 + kind * 100 + index}`

/** Every passing fault at every method, four to an instance; the methods of one have different ones. */
const passingRules = passing.flatMap((_, index) =>
  asked.map((method, shift) => ({
    instanceId: idOf(1, index),
    method,
    nth: "every" as const,
    fault: passing[(index + shift) % passing.length] as Fault
  }))
)

const finalRules = final.flatMap((fault, index) => [
  ...asked.slice(0, 2).map((method, shift) => ({
    instanceId: idOf(2 + shift, index),
    method,
    nth: "every" as const,
    fault
  })),
  ...asked.slice(2).map((method) => ({ instanceId: idOf(4, index), method, nth: "every" as const, fault }))
])

const debug = ["--log-level", "debug"]
const json = [...debug, "--log-format", "json"]

const expectNoToken = (tokens: ReadonlyArray<string>, { stdout, stderr }: Ran) => {
  expect(foundIn(tokens, stdout)).toEqual([])
  expect(foundIn(tokens, stderr)).toEqual([])
}

/** Syncs all instances that rules name; answers what was said and how many rules met a request. */
const failing = async (rules: ReadonlyArray<FaultRule>, words: ReadonlyArray<string>) => {
  const ids = [...new Set(rules.map(({ instanceId }) => instanceId ?? ""))]
  const states = ids.map((id) => incoming(id, "A", ago(60)))
  const service = await served({ instances: ids, faults: rules, states })
  const folder = newFolder()
  configure(folder, service.url, ids)
  const ran = await running(folder, ["sync", ...words])
  const met = new Set(
    service
      .requests()
      .flatMap(({ fault, instanceId, method }) => (fault === undefined ? [] : `${instanceId} ${method}`))
  )
  return { folder, ran, met: met.size, ids }
}

describe("the token", () => {
  it.each([
    ["text", debug],
    ["JSON", json]
  ] as const)("is shown in none of 120 failures, told as %s", { timeout: 180_000 }, async (format, words) => {
    const half = passingRules.filter((_, index) => Math.floor(index / 4) % 2 === (format === "text" ? 0 : 1))
    const { folder, ran, met, ids } = await failing([...half, ...finalRules], words)
    expect(met).toBe(half.length + finalRules.length)
    expect(met).toBeGreaterThan(100)
    expect(ran.code).toBe(3)
    for (const id of ids.filter((id) => id < idOf(2, 0))) expect(ran.stderr).toContain(`instance ${id}:`)
    expectNoToken([token], ran)
    expect(filesWith([token], folder, ["token"])).toEqual([])
  })

  it("is shown by no doctor, whatever the service answers to --fix", async () => {
    const method = "setSettings"
    const rules = final.map((fault, index) => ({ instanceId: idOf(5, index), method, fault }) as const)
    const instances = rules.map(({ instanceId }) => ({
      idInstance: instanceId,
      settings: { incomingWebhook: "no" }
    }))
    const service = await served({ instances, faults: rules })
    const folder = newFolder()
    configure(
      folder,
      service.url,
      rules.map(({ instanceId }) => instanceId)
    )
    for (const words of [debug, json]) {
      service.change((server) => server.setFaults(rules))
      const ran = await running(folder, ["doctor", "--fix", ...words])
      expect([ran.code, ran.stdout.includes("set to yes")]).not.toEqual([0, true])
      expectNoToken([token], ran)
    }
    expect(filesWith([token], folder, ["token"])).toEqual([])
  })

  it("may be any printable text, and is encoded once", async () => {
    const odd = [
      "a/b+c=d%2Fe&f?g#h;i:j@k,l",
      "..",
      "../../../etc/passwd",
      "%00%0a%",
      `"quoted'\\token\``,
      "x".repeat(4000)
    ]
    const idInstances = odd.map((_, index) => idOf(6, index))
    const served_ = odd.map((text, index) => ({ idInstance: idOf(6, index), token: Redacted.make(text) }))
    const service = await served({ instances: served_ })
    const folder = newFolder()
    const instances = idInstances.map((idInstance, index) => {
      writeFileSync(join(folder, `token-${index}`), odd[index] ?? "")
      return { idInstance, apiUrl: service.url, tokenFile: `token-${index}` }
    })
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ instances }))
    const good = await running(folder, ["sync", ...json])
    const long = odd.filter((text) => text.length > 8)
    expectNoToken(long, good)
    const told = (id: string) =>
      good.stderr
        .split("\n")
        .filter((line) => line.includes(id))
        .join("\n")
    for (const [index, id] of idInstances.entries())
      if (odd[index] !== "..") expect(told(id)).toContain("0 new messages")
    const names = odd.map((_, index) => `token-${index}`)
    expect(filesWith(long, folder, names)).toEqual([])
    const other = await served({ instances: idInstances })
    writeFileSync(
      join(folder, "chatledger.config.json"),
      JSON.stringify({ instances: instances.map((one) => ({ ...one, apiUrl: other.url })) })
    )
    for (const words of [
      ["sync", ...debug],
      ["doctor", ...json]
    ])
      expectNoToken(long, await running(folder, words))
  })

  it("is refused with a reason where it is none", async () => {
    const odd = [
      "",
      " \r\n",
      "two words",
      "токен",
      "line\nline",
      "tab\there",
      "\u0000\u0001",
      "\ufeff",
      "a\u2028b"
    ]
    const folder = newFolder()
    const instances = odd.map((text, index) => {
      writeFileSync(join(folder, `token-${index}`), text)
      return { idInstance: idOf(7, index), apiUrl: "http://127.0.0.1:9", tokenFile: `token-${index}` }
    })
    writeFileSync(join(folder, "chatledger.config.json"), JSON.stringify({ instances }))
    for (const [command, where] of [
      ["sync", "stderr"],
      ["doctor", "stdout"]
    ] as const) {
      const ran = await running(folder, [command, ...debug])
      expect(ran.code).toBe(2)
      for (const [index, text] of odd.entries()) {
        expect(ran[where]).toMatch(
          new RegExp(`token-${index} (is empty|does not contain a valid token|.*UTF-16)`)
        )
        if (text.trim().length > 1) expect(ran.stdout + ran.stderr).not.toContain(text)
      }
    }
  })

  it("stands in no configuration error, wherever it was put", async () => {
    const url = "https://1101.api.green-api.com"
    const one = (more: object) => ({
      instances: [{ idInstance: shop, apiUrl: url, tokenFile: "token", ...more }]
    })
    const wrong: ReadonlyArray<unknown> = [
      one({ apiUrl: `${url}/waInstance${shop}/getSettings/${token}` }),
      one({ apiUrl: `${url}/${token}` }),
      one({ apiUrl: `${url}/?token=${token}` }),
      one({ apiUrl: `${url}#${token}` }),
      one({ apiUrl: `https://user:${token}@1101.api.green-api.com` }),
      one({ apiUrl: `https://${token}` }),
      one({ apiUrl: `https://${token}.api.green-api.com` }),
      one({ apiUrl: token }),
      one({ apiUrl: [token] }),
      one({ idInstance: token }),
      one({ idInstance: `${shop}${token}` }),
      one({ idInstance: `${shop}/${token}` }),
      one({ idInstance: { [token]: token } }),
      one({ token }),
      one({ apiTokenInstance: token }),
      one({ [token]: "token" }),
      one({ tokenEnv: token }),
      one({ tokenEnv: `GREEN=${token}` }),
      one({ tokenEnv: [token] }),
      one({ tokenFile: token }),
      one({ tokenFile: { token } }),
      one({ name: token }),
      { token, instances: [] },
      { [token]: [] },
      { instances: token },
      { instances: [token] },
      { instances: { [token]: {} } },
      { archive: [token] },
      token,
      [token]
    ]
    const folder = newFolder()
    writeFileSync(join(folder, "token"), token)
    const texts = [
      ...wrong.map((value) => JSON.stringify(value)),
      token,
      `{"instances": [${token}]}`,
      `${shop}:${token}`
    ]
    for (const text of someOf(texts, 3)) {
      writeFileSync(join(folder, "chatledger.config.json"), text)
      for (const words of [
        ["sync", ...debug],
        ["doctor", ...json]
      ]) {
        const ran = await running(folder, words)
        expect([text, ran.code]).toEqual([text, 2])
        expect([text, foundIn([token], ran.stdout + ran.stderr)]).toEqual([text, []])
        expect(ran.stderr).toContain("chatledger.config.json")
      }
    }
    expect(filesWith([token], folder, ["token", "chatledger.config.json"])).toEqual([])
  }, 120_000)

  it("stands in no error about the environment or flags", async () => {
    const folder = newFolder()
    const good = {
      GREEN_API_ID_INSTANCE: shop,
      GREEN_API_TOKEN_INSTANCE: token,
      GREEN_API_URL: "http://127.0.0.1:9"
    }
    const wrong: ReadonlyArray<readonly [object, ReadonlyArray<string>]> = [
      [{ GREEN_API_ID_INSTANCE: token }, []],
      [{ GREEN_API_URL: token }, []],
      [{ GREEN_API_URL: `https://api.green-api.com/waInstance${shop}/getSettings/${token}` }, []],
      [{ GREEN_API_TOKEN_INSTANCE: `${token} ${token}` }, []],
      [{ GREEN_API_TOKEN_INSTANCE: `${token}\n${token}` }, []],
      [{}, ["--instance", token]],
      [{}, ["--token-file", token]]
    ]
    for (const [more, words] of wrong) {
      const env = { ...good, ...more }
      const ran = await running(folder, ["sync", ...words, ...json], { env })
      expect([more, words, ran.code]).toEqual([more, words, 2])
      expectNoToken([token], ran)
    }
  })

  it.skipIf(process.platform !== "linux")(
    "is in no argument, and in no environment unless it was put there",
    async () => {
      const { journal, asked } = heldJournal()
      const service = await served({ journal })
      const folder = newFolder()
      mkdirSync(join(folder, "secrets"))
      configure(join(folder, "secrets"), service.url, [shop])
      const sync = started(folder, ["sync", "--config", "secrets/chatledger.config.json"])
      await asked
      expect(foundIn([token], shownOf(sync.pid))).toEqual([])
      expect(filesWith([token], folder, ["token"])).toEqual([])
      sync.kill("SIGKILL")
      await sync.ran
      expect(filesWith([token], folder, ["token"])).toEqual([])
    }
  )
})
