// Languages, calendars, digits, zones, umasks and odd paths of a machine: outputs are those of the plain world, byte for byte.
import { statSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ago, configure, incoming, outgoing, shop } from "../journal-service.ts"
import { archived, expectEqual, filesIn, type Outputs, syncedIn, told } from "./chain.ts"
import { type Served, serve } from "./service.ts"
import { countsOf, newPlace, plain, someOf, type World } from "./world.ts"

const locales = [
  "th_TH",
  "fa_IR",
  "ckb_IQ",
  "ar_SA",
  "ps_AF",
  "ja_JP@calendar=japanese",
  "am_ET",
  "ne_NP",
  "tr_TR",
  "my_MM"
]
const zones = [
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Nuuk",
  "Asia/Tehran",
  "Africa/Cairo",
  "Asia/Gaza",
  "Europe/Moscow",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "America/New_York",
  "Pacific/Kiritimati",
  "America/St_Johns",
  "Asia/Almaty"
]
const folders = [
  "a:b?c*d",
  "~",
  "$HOME 'q' \"w\" `x` %41 #1",
  "-n",
  "день 👩🏽‍💻",
  "a\nb",
  "x.duckdb",
  "[1] {2} !\\\\"
]

const worlds: ReadonlyArray<World> = [
  ...someOf(locales, 3).map((locale) => {
    const [language = ""] = locale.split("@")
    const value = locale.replace(language, `${language}.UTF-8`)
    return { name: `LANG=${value}`, env: { LANG: value, LC_ALL: value } }
  }),
  { name: "LANG=th_TH.UTF-8, without LC_ALL", env: { LANG: "th_TH.UTF-8", LC_ALL: "" } },
  ...someOf(["000", "077"], 2).map((umask) => ({ name: `umask ${umask}`, umask })),
  ...someOf(folders, 2).map((folder) => ({ name: `in ${JSON.stringify(folder)}`, folder }))
]

const place = newPlace()
const counts = countsOf("machines")
let service: Served

const states = [
  incoming(shop, "S1", ago(7200)),
  incoming(shop, "S2", ago(3600), { textMessage: "İstanbul ๒๕๖๙ ۱۴۰۵" }),
  outgoing(shop, "O1", ago(1800), "read")
]

const chain = async (world: World, zone: string | undefined) => {
  const folder = join(place, encodeURIComponent(world.name), world.folder ?? "work")
  const imports = await archived(world, folder)
  const { commands, outputs } = await told(world, folder, zone)
  configure(folder, service.url, [shop])
  const sync = await syncedIn(world, folder)
  counts.count({ commands: imports + commands + sync.commands })
  return {
    folder,
    outputs,
    snapshots: filesIn(join(folder, "archive", "snapshots")),
    messages: sync.messages
  }
}

let expected: Awaited<ReturnType<typeof chain>>
beforeAll(async () => {
  service = await serve({ journal: scriptedJournal(states), instances: [shop] })
  expected = await chain(plain, "UTC")
})
afterAll(() => service.end())

/** True if nobody but its owner may do anything with it. */
const isPrivate = (path: string): boolean => (statSync(path).mode & 0o077) === 0

/** What shows times in the zone; workbooks, Parquet and the manifest also say whether a zone was asked for. */
const timed = (outputs: Outputs): Outputs =>
  new Map([...outputs].filter(([name]) => /\.(csv|json|html)$/.test(name) && !name.endsWith("manifest.json")))

describe("outputs are equal", () => {
  it.each(worlds)("$name", async (world) => {
    const made = await chain(world, "UTC")
    const equal =
      expectEqual(world, made.outputs, expected.outputs) +
      expectEqual(world, made.snapshots, expected.snapshots)
    expect(made.messages).toBe(expected.messages)
    // Below a folder with a question mark the tables stand elsewhere.
    const tables = made.folder.includes("?") ? [] : ["archive/cache/chatledger.duckdb"]
    for (const name of ["archive", "archive/snapshots", ...tables])
      expect([name, isPrivate(join(made.folder, name))]).toEqual([name, true])
    counts.count({ worlds: 1, "equal outputs": equal + 1 })
  })

  it.each(someOf(zones, 3))("TZ=%s is as --tz", async (zone) => {
    const world: World = { name: `TZ=${zone}`, env: { TZ: zone } }
    const made = await chain(world, undefined)
    const wanted = await told(plain, expected.folder, zone, encodeURIComponent(zone))
    const equal = expectEqual(world, timed(made.outputs), timed(wanted.outputs))
    expect(made.messages).toBe(expected.messages)
    counts.count({ worlds: 1, commands: wanted.commands, "equal outputs": equal + 1 })
  })
})

it("has proved what is published", () => counts.settle())
