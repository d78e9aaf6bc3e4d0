import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import ExcelJS from "exceljs"
import { expect } from "vitest"
import { readNames } from "../src/people-file/names.ts"

const reading = Effect.fnUntraced(function* (bytes: Uint8Array, name = "names.csv") {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* fs.makeTempDirectoryScoped()
  yield* fs.writeFile(`${folder}/${name}`, bytes)
  return (yield* readNames(`${folder}/${name}`)).names
})

const text = (csv: string) => new TextEncoder().encode(csv)

const refusal = (csv: string) => Effect.map(Effect.flip(reading(text(csv))), ({ reason }) => reason)

const club = { id: "120363000000000001@g.us", name: "The club" }
const anna = { id: "79010000001@c.us", name: "Anna" }

layer(NodeServices.layer)("a file of names", (it) => {
  it.effect("has an id and a name in every row, under headings or without them", () =>
    Effect.gen(function* () {
      for (const csv of [
        "id,name\n120363000000000001@g.us,The club\n79010000001@c.us,Anna\n",
        "Телефон;Имя\n120363000000000001;The club\n8 901 000-00-01;Anna\n",
        "chat_id\tx\tchat_name\n120363000000000001@g.us\t1\tThe club\n+7 901 000 00 01\t2\tAnna\n",
        "120363000000000001@g.us,The club\n79010000001,Anna\n"
      ])
        expect(yield* reading(text(csv)), csv).toMatchObject([club, anna])
    })
  )

  it.effect("may be what an export of chats or senders wrote, with names filled in", () =>
    Effect.gen(function* () {
      const chats =
        "instance_id,chat_id,chat_name,chat_type\n1101000001,120363000000000001@g.us,The club,group\n1101000001,5@lid,,lid\n"
      expect(yield* reading(text(chats))).toMatchObject([club])
      const senders =
        "instance_id,sender_id,sender_display_name,sender_name\n1101000001,79010000001@c.us,Anna,A.\n"
      expect(yield* reading(text(senders))).toMatchObject([anna])
    })
  )

  it.effect("names accounts of every messenger, although some of their ids could be telephone numbers", () =>
    Effect.gen(function* () {
      const ids = ["instance:1101000009", "instance:3101000009", "instance:4105000009"]
      const read = yield* reading(text(`id,name\n${ids.map((id) => `${id},Ours\n`).join("")}`))
      expect(read.map(({ id }) => id)).toEqual(ids)
    })
  )

  it.effect("has ids of MAX and Telegram as they are, and digits that can be a number as one", () =>
    Effect.gen(function* () {
      const ids = Effect.fnUntraced(function* (csv: string) {
        return (yield* reading(text(csv))).map(({ id }) => id)
      })
      expect(yield* ids("id,name\n-100200,Club\n10200,Anna\n79010000001,Boris\n")).toEqual([
        "-100200",
        "10200",
        "79010000001@c.us"
      ])
      expect(yield* ids("instance_id,chat_id,chat_name\n1,79010000001,Anna\n1,'-100200,Club\n")).toEqual([
        "79010000001",
        "-100200"
      ])
      expect(yield* refusal("phone,name\n10200,Anna\n")).toMatchObject({ code: "not_an_id", row: 2 })
    })
  )

  it.effect("may be a workbook", () =>
    Effect.gen(function* () {
      const workbook = new ExcelJS.Workbook()
      workbook.addWorksheet("Names").addRows([
        ["Id чата", "Название чата"],
        [club.id, club.name],
        [79010000001, "Anna"]
      ])
      const bytes = new Uint8Array(yield* Effect.promise(() => workbook.xlsx.writeBuffer()))
      expect(yield* reading(bytes, "names.xlsx")).toMatchObject([club, anna])
    })
  )

  it.effect("is refused with its row and what to do, and no cell is shown", () =>
    Effect.gen(function* () {
      expect(yield* refusal("")).toEqual({ code: "names_empty" })
      expect(yield* refusal("who,name\nx,Anna\n")).toEqual({ code: "no_id_heading", row: 1, of: "names" })
      expect(yield* refusal("id,called\n79010000001,Anna\n")).toMatchObject({
        code: "no_name_heading",
        row: 1
      })
      expect(yield* refusal("id,name\n79010000001,Anna\nsecret,Boris\n")).toEqual({
        code: "not_an_id",
        row: 3,
        sheet: undefined
      })
      expect(JSON.stringify(yield* refusal("id,name\nsecret,Boris\n"))).not.toContain("secret")
      expect(yield* refusal("id,name\n,Boris\n")).toMatchObject({ code: "name_without_id", row: 2 })
      expect(yield* refusal("id,name\n79010000001,Anna\n79010000001,Boris\n")).toMatchObject({
        code: "two_names",
        before: 2,
        row: 3
      })
    })
  )

  it.effect("may be the contacts of a phone, in any version of vCard", () =>
    Effect.gen(function* () {
      const cards = [
        [
          "VERSION:3.0",
          "N:Lind;Anna;;;",
          "FN:Anna",
          "item1.TEL;type=CELL:+7 901 000-00-01",
          "PHOTO;ENCODING=b:AA",
          " AA"
        ],
        [
          "VERSION:2.1",
          "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9B=D1=83=\r\n=D0=BD;Oleg",
          "TEL;CELL:+79010000002"
        ],
        ["VERSION:4.0", "FN:Without a number"],
        [
          "FN:",
          "ORG:Lifts\\; Co;Repairs",
          "TEL;VALUE=uri:tel:+7-901-000-00-03;ext=5",
          "TEL;waid=79010000004:8 901 4"
        ],
        ["FN:Another Anna", "TEL:+79010000001"]
      ].map((lines) => ["BEGIN:VCARD", ...lines, "END:VCARD"].join("\r\n"))
      for (const mark of ["", "\ufeff"])
        expect(yield* reading(text(`${mark}${cards.join("\r\n")}\r\n`), "contacts.vcf")).toMatchObject([
          { ...anna, place: { row: 1 } },
          { id: "79010000002@c.us", name: "Oleg Лун", place: { row: 9 } },
          { id: "79010000003@c.us", name: "Lifts; Co" },
          { id: "79010000004@c.us", name: "Lifts; Co" }
        ])
    })
  )

  it.effect("loses only the damaged letters of a file in UTF-8 that was cut or broken inside a letter", () =>
    Effect.gen(function* () {
      const card = (name: string, number: string) => `BEGIN:VCARD\nFN:${name}\nTEL:${number}\nEND:VCARD\n`
      const whole = text(`${card("Анна", "+79010000001")}${card("Олег", "+79010000002")}END`)
      const at = Buffer.from(whole).lastIndexOf("г")
      const broken = Buffer.concat([whole.subarray(0, at + 1), whole.subarray(at + 2)])
      const names = [{ name: "Анна" }, { name: "Оле\ufffd" }]
      expect(yield* reading(broken, "contacts.vcf")).toMatchObject(names)
      expect(yield* reading(Buffer.concat([text("\ufeff"), broken]), "contacts.vcf")).toMatchObject(names)
    })
  )

  it.effect("reads a vCard that is folded inside a letter", () =>
    Effect.gen(function* () {
      const card = Buffer.from("BEGIN:VCARD\r\nFN:Пётр\r\nTEL:+79010000001\r\nEND:VCARD\r\n")
      const at = card.indexOf("ё") + 1
      const folded = Buffer.concat([card.subarray(0, at), text("\r\n "), card.subarray(at)])
      expect(yield* reading(folded, "contacts.vcf")).toMatchObject([{ name: "Пётр" }])
    })
  )

  it.effect("reads a name in the encoding that its vCard names", () =>
    Effect.gen(function* () {
      const name = "N;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=F0=EE=E2;=C2=E0=F1=FF"
      const card = `BEGIN:VCARD\nVERSION:2.1\n${name}\nTEL:+79010000001\nEND:VCARD\n`
      expect(yield* reading(text(card), "contacts.vcf")).toMatchObject([{ name: "Вася Петров" }])
    })
  )

  it.effect("may have 130,000 people, and as many empty lines before them", () =>
    Effect.gen(function* () {
      const people = Array.from(
        { length: 130_000 },
        (_, place) => `${100_000_000_000_000 + place}@lid,N${place}`
      )
      const names = yield* reading(text(`${"\n".repeat(130_000)}id,name\n${people.join("\n")}\n`))
      expect(names).toHaveLength(people.length)
    })
  )
})
