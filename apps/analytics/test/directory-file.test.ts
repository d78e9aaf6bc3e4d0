// Saved replies of the service as files of names and rosters.

import { type DirectoryReply, readDirectoryReply } from "@chatledger/core/internal"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { countPeople } from "../src/people/people.ts"
import { readNames } from "../src/people-file/names.ts"
import type { ReplyFile } from "../src/people-file/people-of-replies.ts"
import { namesOfReplies, peopleOfReplies } from "../src/people-file/people-of-replies.ts"
import { readRoster } from "../src/people-file/roster.ts"
import { loaded } from "./loaded.ts"
import { reply, said } from "./model/scene.ts"

const club = "120363000000000777@g.us"
const anna = { id: "79010000501@c.us", lid: "500000000000501@lid" }
const boris = { id: "79010000502@c.us", lid: "500000000000502@lid" }

const file = (value: unknown, path = "reply.json"): ReplyFile => ({
  path,
  reply: readDirectoryReply(typeof value === "string" ? value : JSON.stringify(value))
})

const namesIn = (...files: ReadonlyArray<unknown>) =>
  Object.fromEntries(
    namesOfReplies(files.map((one, place) => file(one, `${place}.json`))).map(({ id, name }) => [id, name])
  )

const flawsIn = ({ flaws }: DirectoryReply) =>
  flaws.map(({ code, entry, line }) => `${code} ${entry}:${line}`)

const idsIn = (...rosters: ReadonlyArray<unknown>) =>
  peopleOfReplies({ names: [], rosters: rosters.map((one) => file(one)) }, () => undefined).map(
    ({ chatIds, ids, isListed }) => ({ ids, chatIds, isListed })
  )

layer(NodeServices.layer)("a saved reply of the service", (it) => {
  it.effect("names people and groups of all three messengers, the phone book before the profile", () =>
    Effect.sync(() => {
      expect(
        namesIn(
          [
            { id: anna.id, name: "Anna 🌷", contactName: "Anna Work", type: "user" },
            { id: boris.id, name: "Boris", contactName: "", type: "user" },
            { id: club, name: "Chess", contactName: "", type: "group" }
          ],
          [
            { chatId: "10200301", name: "Vera", contactName: "Vera K.", type: "user", phoneNumber: 0 },
            { chatId: "-70200301000000000000123", name: "Far club", type: "supergroup" }
          ],
          { groupId: "120363000000000778@g.us", subject: "Parents", participants: [{ id: boris.id }] }
        )
      ).toEqual({
        [anna.id]: "Anna Work",
        [boris.id]: "Boris",
        [club]: "Chess",
        "10200301": "Vera K.",
        "-70200301000000000000123": "Far club",
        "120363000000000778@g.us": "Parents"
      })
    })
  )

  it.effect(
    "keeps a known name where a later one is empty or cannot be seen, and takes the newest of a file",
    () =>
      Effect.sync(() => {
        const lines = [
          { id: club, name: "Old" },
          { id: club, name: "New" },
          { id: club, name: " \u200e\u3164" }
        ]
        expect(namesIn(lines.map((line) => JSON.stringify(line)).join("\n"))).toEqual({ [club]: "New" })
        expect(namesIn([{ id: anna.id, name: "Profile" }], [{ id: anna.id, contactName: "Book" }])).toEqual({
          [anna.id]: "Book"
        })
      })
  )

  it.effect("keeps every digit of an id that is written as a number", () =>
    Effect.sync(() => {
      expect(namesIn('[{"chatId":-702003010000000000001,"name":"Far"}]')).toEqual({
        "-702003010000000000001": "Far"
      })
    })
  )

  it.effect("uses everything except an invalid entry, and names its place", () =>
    Effect.sync(() => {
      const read = readDirectoryReply(
        `[\n{"id":"null@c.us","name":"Nobody"},\n7,\n{"id":"${anna.id}","name":"Anna"},\n{"id":"${club}","name":""},\n{"id":oops},\n{"id":"7901`
      )
      expect(read.names).toEqual([{ id: anna.id, name: "Anna", source: "profile" }])
      expect(flawsIn(read)).toEqual([
        "no_id 1:2",
        "not_object 2:3",
        "unnamed_group 4:5",
        "not_json 5:6",
        "cut 6:7"
      ])
      expect(flawsIn(readDirectoryReply("[]"))).toEqual(["empty 1:1"])
      expect(flawsIn(readDirectoryReply("\n<!DOCTYPE html><p>403"))).toEqual(["html 1:1"])
      expect(flawsIn(readDirectoryReply(`[{"id":"${anna.id}"}`))).toEqual(["cut 2:1"])
    })
  )

  it.effect("goes on with the reply after one that was cut", () =>
    Effect.sync(() => {
      for (const cut of ['[{"id":"7901', '[{"id":"79010000503@c.us","name":'])
        expect(namesIn(`${cut}\n[{"id":"${anna.id}","name":"Anna"}]\n`)).toEqual({ [anna.id]: "Anna" })
      expect(
        namesIn(`[\n {"id":"${club}",\n  "name":"Two\n lines"},\n {"id":"${anna.id}","name":"Anna"}]`)
      ).toEqual({
        [club]: "Two\n lines",
        [anna.id]: "Anna"
      })
    })
  )

  it.effect("lists the members of a group as its last reply in a file has them", () =>
    Effect.sync(() => {
      const before = { groupId: club, subject: "Chess", participants: [anna, boris] }
      const after = { ...before, participants: [anna] }
      expect(idsIn([before, after])).toEqual([
        { ids: [anna.id, anna.lid], chatIds: [club], isListed: true },
        { ids: [anna.id, anna.lid], chatIds: [], isListed: false },
        { ids: [boris.id, boris.lid], chatIds: [], isListed: false }
      ])
      expect(idsIn({ chatId: "-700200", subject: "", participants: [{ chatId: "10200301" }] })).toEqual([
        { ids: ["10200301"], chatIds: ["-700200"], isListed: true }
      ])
    })
  )

  it.effect("joins ids that are beside each other: a new one, and the number of a hidden one", () =>
    Effect.sync(() => {
      const joined = (ids: ReadonlyArray<string>) => ({ ids, chatIds: [], isListed: false })
      expect(
        idsIn(
          [{ id: anna.lid, name: "", newChatId: "500000000000509@lid" }],
          { existsWhatsapp: true, chatId: boris.lid, phoneNumber: boris.id },
          { id: "500000000000504@lid", phoneNumber: 79010000504 }
        )
      ).toEqual([
        joined([anna.lid, "500000000000509@lid"]),
        joined([boris.lid, boris.id]),
        joined(["500000000000504@lid", "79010000504@c.us"])
      ])
      expect(
        idsIn([
          { id: anna.lid, phoneNumber: 0 },
          { chatId: "10200301", phoneNumber: 79010000501 }
        ])
      ).toEqual([])
    })
  )

  it.effect("joins nobody by a hidden id with two numbers", () =>
    Effect.sync(() => {
      expect(
        idsIn([{ ...anna }, { id: boris.id, lid: anna.lid }, { ...boris }]).map(({ ids }) => ids)
      ).toEqual([[anna.id], [boris.id], [boris.id, boris.lid]])
    })
  )

  it.effect(
    "is known by its first characters or its ending, in UTF-16 too, and no roster if it tells of nobody",
    () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const folder = yield* fs.makeTempDirectoryScoped()
        const write = Effect.fnUntraced(function* (
          name: string,
          text: string,
          encoding: BufferEncoding = "utf8"
        ) {
          yield* fs.writeFile(`${folder}/${name}`, Buffer.from(text, encoding))
          return `${folder}/${name}`
        })
        const contacts = JSON.stringify([{ id: anna.id, name: "Anna" }])
        for (const path of [
          yield* write("saved", `\ufeff \n${contacts}`),
          yield* write("saved.txt", `\ufeff${contacts}`, "utf16le")
        ])
          expect((yield* readNames(path)).reply?.names).toEqual([
            { id: anna.id, name: "Anna", source: "profile" }
          ])
        const refused = Effect.fnUntraced(function* (name: string, text: string) {
          return (yield* Effect.flip(readRoster(yield* write(name, text)))).reason
        })
        expect(yield* refused("page.html", "<html>")).toEqual({ code: "reply_html" })
        expect(yield* refused("cut.json", '{"groupId":"1')).toEqual({ code: "reply_cut" })
        expect(yield* refused("empty.json", "")).toEqual({ code: "reply_of_nobody" })
        expect(yield* refused("contacts.json", contacts)).toEqual({ code: "reply_of_nobody" })
        const table = yield* write("table.csv", `[id];[name]\n${anna.id};Anna\n`)
        expect((yield* readNames(table)).names).toMatchObject([{ id: anna.id, name: "Anna" }])
      })
  )

  it.effect(
    "gives way to what the user wrote, in a file of names or a roster, and goes before the journal",
    () =>
      Effect.gen(function* () {
        const at = Date.parse("2024-03-05T10:00:00Z") / 1000
        const by = (id: string, place: number) =>
          said(id, `M${place}`, at + place, { chatId: club, senderName: "J" })
        const database = yield* loaded([
          reply([by(anna.id, 1), by(anna.lid, 2), by(boris.id, 3), by("79010000503@c.us", 4)])
        ])
        const group = file({
          groupId: club,
          subject: "Chess",
          participants: [
            { ...anna, name: "Service A" },
            { ...boris, name: "Service B" },
            { id: "79010000503@c.us", name: "Service C" }
          ]
        })
        const told = namesOfReplies([group])
        const people = peopleOfReplies(
          { names: [], rosters: [group] },
          (id) => told.find((one) => one.id === id)?.name
        )
        yield* countPeople(
          database,
          [{ ids: [boris.id], name: "Roster B", alias: null, groups: [], chatIds: [] }, ...people],
          [{ id: anna.id, name: "Mine" }, ...told]
        )
        const rows = yield* database.rows(
          "select n.id, n.name from names as n where n.id not like 'instance:%' order by n.id"
        )
        expect(rows).toEqual([
          { id: club, name: "Chess" },
          { id: anna.lid, name: "Mine" },
          { id: anna.id, name: "Mine" },
          { id: boris.id, name: "Roster B" },
          { id: "79010000503@c.us", name: "Service C" }
        ])
        const persons = yield* database.rows(
          "select person_id, count(*)::integer as ids, bool_and(is_listed) as listed from people where name <> '' group by all order by all"
        )
        expect(persons).toEqual([
          { person_id: anna.id, ids: 2, listed: true },
          { person_id: boris.id, ids: 2, listed: true },
          { person_id: "79010000503@c.us", ids: 1, listed: true }
        ])
      })
  )
})
