// An account that is full of what other worlds might change: times about changes of clocks and of years in many calendars,
// letters whose case and order differ between languages, digits of several scripts, numbers beyond 2^53, a poll with votes,
// reactions, edits; and a made-up instance with every quirk that is known of journals.
import { mkdirSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { generateAccount } from "../../../analytics/test/model/generator.ts"
import { poll, reaction, reply, text, vote } from "../replies.ts"

const at = (time: string) => Date.parse(time) / 1000

/** Moments about which zones or calendars change, in 2025 and 2026. */
const moments = [
  "2025-12-31T20:59:59Z",
  "2026-01-01T00:00:00Z",
  "2026-02-15T02:30:00Z",
  "2026-02-17T16:30:00Z",
  "2026-03-08T07:30:00Z",
  "2026-03-20T20:30:00Z",
  "2026-03-22T02:30:00Z",
  "2026-03-29T00:59:59Z",
  "2026-03-29T01:00:00Z",
  "2026-04-04T14:59:00Z",
  "2026-04-04T15:01:00Z",
  "2026-04-05T01:30:00Z",
  "2026-04-13T17:00:00Z",
  "2026-04-23T22:30:00Z",
  "2026-06-16T21:15:00Z",
  "2026-06-30T23:59:59Z"
]

const words = [
  "ISTANBUL ıiİI",
  "Straße und STRASSE",
  "Ёлка, елка и ёлка",
  "สวัสดีปี ๒๕๖๙",
  "سال ۱۴۰۵ مبارک",
  "令和八年一月一日",
  "नमस्ते २०२६",
  "=1+1",
  'a;b,c\t"d"',
  "👩🏽‍💻 🇷🇺",
  "ch cz ll dž",
  "ä å ö z"
]

const sent = moments.map((moment, index) => ({
  ...text(`M${index}`, words[index % words.length] ?? "", at(moment)),
  senderId: `7900000009${index % 3}@c.us`,
  chatId: index % 4 === 0 ? poll.chatId : `7900000009${index % 3}@c.us`,
  unknownNumber: 9007199254740993n
}))

const written = (...records: ReadonlyArray<unknown>): string =>
  JSON.stringify(records.toReversed(), (_, value: unknown) =>
    typeof value === "bigint" ? JSON.rawJSON(String(value)) : value
  )

interface SavedReply {
  readonly instanceId: string
  readonly journal: string
  readonly requestedAt: number
  readonly body: string
}

const byHand = (instanceId: string, asked: string, body: string): SavedReply => ({
  instanceId,
  journal: "incoming",
  requestedAt: Date.parse(asked),
  body
})

const SEED = 1405

const replies: ReadonlyArray<SavedReply> = [
  byHand("1101000091", "2026-06-30T12:00:00Z", written(...sent.slice(0, 12), poll)),
  byHand(
    "1101000091",
    "2026-07-01T00:30:00Z",
    written(
      { ...sent[3], isEdited: true, textMessage: "edited" },
      ...sent.slice(12),
      vote("V1", "79000000092@c.us", ["Озеро"], at("2026-03-29T00:30:00Z")),
      vote("V2", "79000000092@c.us", ["Горы"], at("2026-03-29T02:30:00Z")),
      reaction("R1", "👍🏽", at("2026-04-05T15:30:00Z"))
    )
  ),
  byHand("1102000092", "2026-07-01T06:00:00Z", reply(text("N1", "другой", at("2026-05-01T21:30:00Z")))),
  ...generateAccount(SEED, { events: 150, instances: 1, replies: 10 }).replies
]

/** Writes the replies into a folder; answers the words of the commands that import them. */
export const writeAccount = (folder: string): ReadonlyArray<ReadonlyArray<string>> => {
  const kinds = Map.groupBy(replies, ({ instanceId, journal }) => `${instanceId}-${journal}`)
  return [...kinds].map(([kind, ofKind]) => {
    mkdirSync(join(folder, kind), { recursive: true })
    for (const [index, { body, requestedAt }] of ofKind.entries()) {
      const path = join(folder, kind, `${String(index).padStart(5, "0")}.json`)
      writeFileSync(path, body)
      utimesSync(path, requestedAt / 1000, requestedAt / 1000)
    }
    const [instance = "", journal = ""] = kind.split("-")
    return ["import", kind, "--instance", instance, "--journal", journal, "--requested-at", "mtime"]
  })
}
