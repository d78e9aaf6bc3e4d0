// Zones of a machine, most of which change their clocks in 2026: outputs are those of a machine in UTC that is asked for this zone.
import { join } from "node:path"
import { beforeAll, it } from "vitest"
import { archived, expectEqual, type Outputs, told } from "./chain.ts"
import { demonstrated } from "./demo.ts"
import { countsOf, isWhole, newPlace, plain, someOf, type World } from "./world.ts"

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

const place = newPlace()
const counts = countsOf("zones")
const folder = join(place, "plain")

beforeAll(async () => {
  counts.count({ commands: await archived(plain, folder) })
})

/** What shows times in the zone; workbooks, Parquet and the manifest also say whether a zone was asked for. */
const timed = (outputs: Outputs): Outputs =>
  new Map([...outputs].filter(([name]) => /\.(csv|json|html)$/.test(name) && !name.endsWith("manifest.json")))

it.each(someOf(zones, 1))("TZ=%s is as --tz", async (zone) => {
  const world: World = { name: `TZ=${zone}`, env: { TZ: zone } }
  const own = join(place, encodeURIComponent(zone))
  const imports = await archived(world, own)
  const made = await told(world, own, undefined)
  const wanted = await told(plain, folder, zone, encodeURIComponent(zone))
  const equal = expectEqual(world, timed(made.outputs), timed(wanted.outputs))
  counts.count({ worlds: 1, commands: imports + made.commands + wanted.commands, "equal outputs": equal })
  // Twice a demo for a zone is long.
  if (!isWhole) return
  const demo = await demonstrated(world, join(own, "demo"), [])
  const wantedDemo = await demonstrated(plain, join(folder, encodeURIComponent(`${zone} demo`)), [
    "--tz",
    zone
  ])
  counts.count({ commands: 2, "equal outputs": expectEqual(world, timed(demo), timed(wantedDemo)) })
})

it("has proved what is published", () => counts.settle())
