// Proxies of many kinds and certificates of a private authority, around sync and doctor: each ends as in the plain world, or
// names the setting to change. All of it on loopback, with the journal server behind.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { filesWith, foundIn } from "../canary.ts"
import { ago, configure, incoming, shop, token } from "../journal-service.ts"
import { type Authority, encrypted, makeAuthority } from "./authority.ts"
import { filesIn, syncedIn } from "./chain.ts"
import { cutting, deadPort, greeting, type Listening, type OpenProxy, paging, tunnel } from "./proxy.ts"
import { type Served, serve } from "./service.ts"
import { countsOf, newPlace, plain, run, someOf } from "./world.ts"

const HOST = "1101.api.example"
const PASSWORD = "tJ7-kept-to-itself"
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0

const place = newPlace()
const counts = countsOf("networks")
const ended: Array<() => Promise<unknown>> = []
const kept = async <A extends { readonly end: () => Promise<unknown> }>(made: Promise<A>): Promise<A> => {
  const one = await made
  ended.push(one.end)
  return one
}

let service: Served
let ca: Authority
let front: Listening
let good: OpenProxy
let locked: OpenProxy
let bad: Readonly<Record<"page" | "refusing" | "cut" | "hangingUp" | "mail" | "dead", number>>
let expected: string

const makeAll = async () => {
  service = await kept(
    serve({
      journal: scriptedJournal([
        incoming(shop, "A", ago(600), { textMessage: "через прокси" }),
        incoming(shop, "B", ago(300))
      ]),
      instances: [shop],
      hostNames: [HOST]
    })
  )
  ca = makeAuthority(join(place, "authority"), [HOST, "localhost"])
  front = await kept(encrypted(ca, service.port))
  good = await kept(tunnel(front.port))
  locked = await kept(tunnel(front.port, `anna:${PASSWORD}`))
  bad = {
    page: (await kept(paging(200))).port,
    refusing: (await kept(paging(403))).port,
    cut: (await kept(cutting("before"))).port,
    hangingUp: (await kept(cutting("behind"))).port,
    mail: (await kept(greeting())).port,
    dead: await deadPort()
  }
  const folder = join(place, "plain")
  makeFolder(folder, service.url)
  expected = (await syncedIn(plain, folder)).messages
}

const makeFolder = (folder: string, url: string) => {
  mkdirSync(folder, { recursive: true })
  configure(folder, url, [shop])
}

interface Way {
  readonly name: string
  readonly env: () => Readonly<Record<string, string>>
  /** Default: a name that only a proxy can resolve. */
  readonly url?: () => string
  /** What sync and doctor say to do; as in the plain world without it. */
  readonly says?: RegExp
  /** What doctor shows of proxies and authorities, with where that came from. */
  readonly shows: ReadonlyArray<readonly [check: string, found: RegExp, source: string]>
}

const at = (port: number, user = "") => `http://${user}127.0.0.1:${port}`
const named = () => `https://${HOST}`
const direct = () => `https://localhost:${front.port}`
const through = (name: string) => [["proxy", /^http:\/\/127\.0\.0\.1:\d+, for https$/, name]] as const
const noProxy = ["proxy", /^none$/, "default"] as const
const ours = [
  "authorities",
  /^those included in Node\.js, and 1 certificate in .*ca\.pem$/,
  "NODE_EXTRA_CA_CERTS"
] as const
const resets = /through the proxy was interrupted \(correct HTTPS_PROXY/
const strange = /the response through the proxy is not from the service \(correct HTTPS_PROXY/
const untrusted = /not trusted \(put your own CA into a file and set NODE_EXTRA_CA_CERTS to its path\)/

const ways: ReadonlyArray<Way> = [
  {
    name: "a proxy that works",
    env: () => ({ HTTPS_PROXY: at(good.port) }),
    shows: [...through("HTTPS_PROXY"), ours]
  },
  {
    name: "a proxy without http://",
    env: () => ({ HTTPS_PROXY: `anna:${PASSWORD}@127.0.0.1:${locked.port}` }),
    says: /HTTPS_PROXY has no http:\/\/ before .* set HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+/,
    shows: [["proxy", /^could not be queried$/, "environment"], ours]
  },
  {
    name: "a proxy that wants a user",
    env: () => ({ HTTPS_PROXY: at(locked.port) }),
    says: /requires a user name and password \(407\), as in HTTPS_PROXY=http:\/\/USER/,
    shows: [...through("HTTPS_PROXY"), ours]
  },
  {
    name: "a proxy that is dead",
    env: () => ({ HTTPS_PROXY: at(bad.dead) }),
    says: /the proxy cannot be reached \(correct HTTPS_PROXY/,
    shows: [...through("HTTPS_PROXY"), ours]
  },
  {
    name: "a proxy that answers a page",
    env: () => ({ HTTPS_PROXY: at(bad.page) }),
    says: strange,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "a proxy that cuts",
    env: () => ({ HTTPS_PROXY: at(bad.cut) }),
    says: resets,
    shows: through("HTTPS_PROXY")
  },
  { name: "an authority of one's own", env: () => ({}), url: direct, shows: [noProxy, ours] },
  {
    name: "an authority that is not named",
    env: () => ({ NODE_EXTRA_CA_CERTS: "" }),
    url: direct,
    says: untrusted,
    shows: [noProxy, ["authorities", /^those included in Node\.js$/, "default"]]
  },
  {
    name: "a proxy of HTTP_PROXY alone",
    env: () => ({ HTTP_PROXY: at(good.port) }),
    shows: through("HTTP_PROXY")
  },
  {
    name: "a proxy with a user, in small letters, which win",
    env: () => ({ https_proxy: at(locked.port, `anna:${PASSWORD}@`), HTTPS_PROXY: at(bad.dead) }),
    shows: through("https_proxy")
  },
  {
    name: "a proxy with a wrong password",
    env: () => ({ HTTPS_PROXY: at(locked.port, `anna:${PASSWORD.slice(1)}@`) }),
    says: /requires a user name and password \(407\)/,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "a dead proxy, past which NO_PROXY leads",
    env: () => ({ HTTPS_PROXY: at(bad.dead), NO_PROXY: "example.com, localhost" }),
    url: direct,
    shows: [...through("HTTPS_PROXY"), ["withoutProxy", /localhost/, "NO_PROXY"]]
  },
  {
    name: "a proxy that refuses with a page",
    env: () => ({ HTTPS_PROXY: at(bad.refusing) }),
    says: /the proxy refuses this connection \(ask its administrator, or add the host of apiUrl to NO_PROXY\)/,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "a proxy that hangs up behind its answer",
    env: () => ({ HTTPS_PROXY: at(bad.hangingUp) }),
    says: resets,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "a server of mail in place of a proxy",
    env: () => ({ HTTPS_PROXY: at(bad.mail) }),
    says: strange,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "TLS in place of a proxy",
    env: () => ({ HTTPS_PROXY: at(front.port) }),
    says: resets,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "a proxy of another kind",
    env: () => ({ HTTPS_PROXY: `socks5://anna:${PASSWORD}@127.0.0.1:1080` }),
    says: /is a socks5 proxy, .* set HTTPS_PROXY=http:\/\/HOST:PORT/,
    shows: [["proxy", /^could not be queried$/, "environment"]]
  },
  {
    name: "http through a proxy that refuses",
    env: () => ({ HTTP_PROXY: at(bad.refusing) }),
    url: () => service.url,
    says: /the proxy refuses this connection/,
    shows: through("HTTP_PROXY")
  },
  {
    name: "an authority that is not named, behind a proxy that works",
    env: () => ({ HTTPS_PROXY: at(good.port), NODE_EXTRA_CA_CERTS: "" }),
    says: untrusted,
    shows: through("HTTPS_PROXY")
  },
  {
    name: "an authority whose file has gone",
    env: () => ({ NODE_EXTRA_CA_CERTS: join(place, "gone.pem") }),
    url: direct,
    says: untrusted,
    shows: [["authorities", /gone\.pem is not used$/, "NODE_EXTRA_CA_CERTS"]]
  },
  {
    name: "an authority in a form that is not read",
    env: () => ({ NODE_EXTRA_CA_CERTS: ca.derPath }),
    url: direct,
    says: untrusted,
    shows: [["authorities", /ca\.der is not used$/, "NODE_EXTRA_CA_CERTS"]]
  },
  {
    name: "an authority that the system believes",
    env: () => ({ NODE_EXTRA_CA_CERTS: "", NODE_OPTIONS: "--use-openssl-ca", SSL_CERT_FILE: ca.path }),
    url: direct,
    shows: [noProxy, ["authorities", /^those that this system trusts$/, "NODE_OPTIONS"]]
  },
  {
    name: "a certificate for another name",
    env: () => ({}),
    url: () => `https://127.0.0.1:${front.port}`,
    says: /its certificate was issued for another name \(compare apiUrl with the console\)/,
    shows: [noProxy, ours]
  }
]

interface Finding {
  readonly check: string
  readonly health: string
  readonly found: string
  readonly source: string
  readonly advice: string | null
}

describe.skipIf(!hasOpenssl)("the way to the service", () => {
  beforeAll(makeAll)
  afterAll(async () => {
    for (const end of ended.toReversed()) await end()
  })

  it.concurrent.each(someOf(ways, 8))("$name", async ({ env, name, says, shows, url = named }) => {
    const folder = join(place, encodeURIComponent(name))
    const world = { name, env: { NODE_EXTRA_CA_CERTS: ca.path, ...env() } }
    makeFolder(folder, url())
    const doctor = await run(world, folder, ["doctor", "--format", "json", "--archive", "synced"])
    const sync = await run(world, folder, ["sync", "--archive", "synced"])
    const findings: ReadonlyArray<Finding> = JSON.parse(doctor.stdout)
    if (says === undefined) {
      expect([doctor.code, findings.filter(({ health }) => health === "problem")]).toEqual([0, []])
      expect([sync.code, sync.stderr]).toEqual([0, expect.stringContaining("2 new messages")])
      expect((await syncedIn(world, folder)).messages).toBe(expected)
    } else {
      expect([doctor.code === 0, sync.code]).toEqual([false, doctor.code])
      expect(sync.stderr).toMatch(says)
      expect(findings.flatMap(({ advice }) => advice ?? []).join("\n")).toMatch(says)
      const snapshots = join(folder, "synced", "snapshots")
      expect(existsSync(snapshots) ? [...filesIn(snapshots).keys()] : []).toEqual([])
    }
    for (const [check, found, source] of shows)
      expect(findings).toContainEqual(
        expect.objectContaining({ check, found: expect.stringMatching(found), source })
      )
    const said = [doctor.stdout, doctor.stderr, sync.stdout, sync.stderr, ...good.asked, ...locked.asked]
    expect(foundIn([token, PASSWORD], said.join("\n"))).toEqual([])
    expect(filesWith([token], folder, ["token"])).toEqual([])
    counts.count({
      worlds: 1,
      commands: says === undefined ? 4 : 2,
      ...(says === undefined ? { "equal outputs": 1 } : { "told of": 2 })
    })
  })

  it("goes where the proxy leads, and the proxy is told host and port alone", () => {
    expect(good.asked.length).toBeGreaterThan(0)
    expect([...new Set(good.asked)]).toEqual([`CONNECT ${HOST}:443`])
  })
})

it("has proved what is published", () => counts.settle())
