// Rosters of MAX and Telegram: digits that are ids there and numbers elsewhere, and groups with negative ids.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { findChats } from "../src/names/chat-search.ts"
import { countChats, countPeople } from "../src/people/people.ts"
import { unseenInNames } from "../src/people/unseen.ts"
import { readRoster } from "../src/people-file/roster.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { loaded } from "./loaded.ts"
import { own, said } from "./model/scene.ts"

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

  it.effect("means the id for which the service gives a phone number, in names and chats as well", () =>
    Effect.gen(function* () {
      const phone = { chatId: "40000904", senderPhoneNumber: 79010000904, textMessage: "x" }
      const withPhone = {
        ...inMax,
        instanceId: "3100000902",
        body: JSON.stringify([said("40000904", "P", 900, phone)])
      }
      const row = "+7 901 000-09-04,Лев,\n+7 901 000-09-05,Ян,\n"
      expect(yield* silentBy(`phone,name,group\n${row}`, withPhone)).toEqual([
        [null, "40000904", "Лев"],
        [null, "79010000905@c.us", "Ян"]
      ])
      const database = yield* loaded([withPhone])
      yield* countChats(database, [
        { id: "79010000904@c.us", name: "Лев", place: { path: "names.csv", row: 2 } },
        { id: "79010000905@c.us", name: "Ян", place: { path: "names.csv", row: 3 } }
      ])
      expect(yield* database.rows("select id, name from names where id = '40000904'")).toEqual([
        { id: "40000904", name: "Лев" }
      ])
      expect(yield* unseenInNames(database)).toMatchObject([{ rows: [3], count: 1, of: 2 }])
      expect(yield* findChats(database, "+7 901 000-09-04")).toEqual({ kind: "id", ids: ["40000904"] })
    })
  )

  it.effect("accuses nobody of silence under the id of the account, which quotes of its messages show", () =>
    Effect.gen(function* () {
      const quotedMessage = { stanzaId: "O", participant: "40000999", typeMessage: "textMessage" }
      const quoting = said("40000902", "Q", 900, {
        chatId: maxGroup,
        typeMessage: "quotedMessage",
        quotedMessage
      })
      const quoted = { ...inMax, body: JSON.stringify([quoting]) }
      const sent = {
        ...inMax,
        journal: "outgoing" as const,
        body: JSON.stringify([own("O", 890, { chatId: maxGroup })])
      }
      const rows = `40000999,Мы,${maxGroup}\n40000998,Яна,${maxGroup}\n`
      expect(yield* silentBy(`id,name,group\n${rows}`, quoted, sent)).toEqual([[maxGroup, "40000998", "Яна"]])
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
