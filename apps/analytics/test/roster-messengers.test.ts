// Rosters of MAX and Telegram: digits that are ids there and numbers elsewhere, and groups with negative ids.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { countPeople } from "../src/people.ts"
import { readRoster } from "../src/people-file/roster.ts"
import { findStatistic, statisticQuery } from "../src/statistics.ts"
import { loaded } from "./loaded.ts"
import { said } from "./model/scene.ts"

const maxGroup = "-70900000000901"
const otherMaxGroup = "-70900000000902"
const whatsAppGroup = "120363000000000901@g.us"

const replyOf = (instanceId: string, chatId: string, ...senders: ReadonlyArray<string>) => ({
  instanceId,
  journal: "incoming" as const,
  requestedAt: 1_000_000,
  requestedAtIsGuess: false,
  minutes: null,
  body: JSON.stringify(
    senders.map((sender, place) =>
      said(sender, `${chatId}${place}`, 900 - place, { chatId, textMessage: "x" })
    )
  )
})

const inMax = replyOf("3100000901", maxGroup, "79010000901", "40000902")
const inOtherGroup = replyOf("3100000901", otherMaxGroup, "40000903")
const inWhatsApp = replyOf("1101000901", whatsAppGroup, "79010000901@c.us")

/** Chat, member and name of those whom `silent_members` lists under a roster. */
const silentBy = Effect.fnUntraced(function* (csv: string, ...replies: Parameters<typeof loaded>[0]) {
  const fs = yield* FileSystem.FileSystem
  const path = `${yield* fs.makeTempDirectoryScoped()}/club.csv`
  yield* fs.writeFileString(path, csv)
  const database = yield* loaded(replies)
  yield* countPeople(database, (yield* readRoster(path)).people)
  const { parameters, sql } = yield* statisticQuery(yield* findStatistic("silent_members"), { tz: "UTC" })
  const rows = yield* database.rows(sql, parameters)
  return rows.map((row) => [row["chat_id"], row["member_id"], row["member_name"]])
})

layer(NodeServices.layer)("a roster of MAX or Telegram", (it) => {
  it.effect("has members of a group with a negative id, in a column of groups or of ids", () =>
    Effect.gen(function* () {
      const rows = "40000903,Вера,-70900000000901\n79010000901,Анна,-70900000000901\n"
      const expected = [[maxGroup, "40000903", "Вера"]]
      expect(yield* silentBy(`id,name,group\n${rows}`, inMax, inOtherGroup)).toEqual(expected)
      expect(yield* silentBy(`id,name,chat id\n${rows}`, inMax, inOtherGroup)).toEqual(expected)
    })
  )

  it.effect("keeps digits as an id where nobody was met and the archive has no numbers", () =>
    Effect.gen(function* () {
      const row = `79010000777,Глеб,${maxGroup}\n`
      expect(yield* silentBy(`id,name,group\n${row}`, inMax)).toEqual([[maxGroup, "79010000777", "Глеб"]])
      expect(yield* silentBy(`id,name,group\n${row}`, inMax, inWhatsApp)).toEqual([
        [maxGroup, "79010000777@c.us", "Глеб"]
      ])
    })
  )

  it.effect(
    "is refused with its row where digits are both a number and an id, unless a heading decides",
    () =>
      Effect.gen(function* () {
        const row = `79010000901,Анна,${whatsAppGroup}\n`
        const refused = yield* Effect.flip(silentBy(`id,name,group\n40000902,Б,\n${row}`, inMax, inWhatsApp))
        expect(refused).toMatchObject({ _tag: "RosterRefused", reason: { code: "digits_fit_both", row: 3 } })
        const written = `79010000901@c.us,Анна,${whatsAppGroup}\n`
        expect(yield* silentBy(`phone,name,group\n${row}${written}`, inMax, inWhatsApp)).toEqual([])
      })
  )
})
