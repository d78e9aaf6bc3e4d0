// Languages, calendars, digits, umasks and odd paths of a machine: outputs are those of the plain world, byte for byte.
import { statSync } from "node:fs"
import { join } from "node:path"
import { scriptedJournal } from "@chatledger/journal-server"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ago, configure, incoming, outgoing, shop } from "../journal-service.ts"
import { archived, expectEqual, filesIn, syncedIn, told } from "./chain.ts"
import { demonstrated } from "./demo.ts"
import { type Served, serve } from "./service.ts"
import { countsOf, isWhole, newPlace, plain, type World } from "./world.ts"

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

const inLocale = (locale: string): World => {
  const [language = ""] = locale.split("@")
  const value = locale.replace(language, `${language}.UTF-8`)
  return { name: `LANG=${value}`, env: { LANG: value, LC_ALL: value } }
}
const withoutAll: World = {
  name: "LANG=th_TH.UTF-8, without LC_ALL",
  env: { LANG: "th_TH.UTF-8", LC_ALL: "" }
}

const all: ReadonlyArray<World> = [
  ...locales.map(inLocale),
  withoutAll,
  ...["000", "077"].map((umask) => ({ name: `umask ${umask}`, umask })),
  ...folders.map((folder) => ({ name: `in ${JSON.stringify(folder)}`, folder }))
]

/** Several at once, where there is less time. */
const mixed: ReadonlyArray<World> = [
  { ...inLocale("fa_IR"), name: "fa_IR, umask 000, in a:b?c*d", umask: "000", folder: "a:b?c*d" },
  { ...withoutAll, name: "th_TH, umask 077, in ~", umask: "077", folder: "~" }
]

const worlds = isWhole ? all : mixed

const place = newPlace()
const counts = countsOf("machines")
let service: Served

const states = [
  incoming(shop, "S1", ago(7200)),
  incoming(shop, "S2", ago(3600), { textMessage: "İstanbul ๒๕๖๙ ۱۴۰۵" }),
  outgoing(shop, "O1", ago(1800), "read")
]

const chain = async (world: World, hasDemo: boolean) => {
  const folder = join(place, encodeURIComponent(world.name), world.folder ?? "work")
  const imports = await archived(world, folder)
  const { commands, outputs } = await told(world, folder, "UTC")
  configure(folder, service.url, [shop])
  const sync = await syncedIn(world, folder)
  counts.count({ commands: imports + commands + sync.commands + (hasDemo ? 1 : 0) })
  return {
    folder,
    outputs,
    demo: hasDemo ? await demonstrated(world, folder, ["--tz", "UTC"]) : undefined,
    snapshots: filesIn(join(folder, "archive", "snapshots")),
    messages: sync.messages
  }
}

let expected: Awaited<ReturnType<typeof chain>>
beforeAll(async () => {
  service = await serve({ journal: scriptedJournal(states), instances: [shop] })
  expected = await chain(plain, isWhole)
})
afterAll(() => service.end())

/** True if nobody but its owner may do anything with it. */
const isPrivate = (path: string): boolean => (statSync(path).mode & 0o077) === 0

describe("outputs are equal", () => {
  it.each(worlds)("$name", async (world) => {
    const made = await chain(world, isWhole)
    const equal =
      expectEqual(world, made.outputs, expected.outputs) +
      (made.demo === undefined ? 0 : expectEqual(world, made.demo, expected.demo ?? new Map())) +
      expectEqual(world, made.snapshots, expected.snapshots)
    expect(made.messages).toBe(expected.messages)
    // Below a folder with a question mark the tables stand elsewhere.
    const tables = made.folder.includes("?") ? [] : ["archive/cache/chatledger.duckdb"]
    for (const name of ["archive", "archive/snapshots", ...tables])
      expect([name, isPrivate(join(made.folder, name))]).toEqual([name, true])
    counts.count({ worlds: 1, "equal outputs": equal + 1 })
  })
})

it("has proved what is published", () => counts.settle())
