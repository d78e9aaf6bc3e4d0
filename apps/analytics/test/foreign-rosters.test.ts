import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { expect } from "vitest"
import { readRoster } from "../src/people-file/roster.ts"
import { type WorkbookKind, workbookOf } from "./odd-workbook.ts"

const reading = Effect.fnUntraced(function* (bytes: Uint8Array, name = "club.csv") {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* fs.makeTempDirectoryScoped()
  yield* fs.writeFile(`${folder}/${name}`, bytes)
  return (yield* readRoster(`${folder}/${name}`)).people
})

const refusal = (bytes: Uint8Array, name?: string) =>
  Effect.map(Effect.flip(reading(bytes, name)), ({ reason }) => reason)

const text = (csv: string) => new TextEncoder().encode(csv)

layer(NodeServices.layer)("a roster that another program made", (it) => {
  const people = (csv: string) => reading(text(csv))

  it.effect("of Google Contacts or Outlook has names in parts, several numbers, and rows without any", () =>
    Effect.gen(function* () {
      const google = [
        "First Name,Middle Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
        "Anna,,Vetrova,* myContacts ::: Club,Mobile,+7 901 000-00-01 ::: 8 (901) 000-00-03,Work Fax,+7 495 000-00-01",
        "Hotline,,,* myContacts,Work,0800 000,,"
      ].join("\n")
      expect(yield* people(google)).toMatchObject([
        { ids: ["79010000001@c.us", "79010000003@c.us"], name: "Anna Vetrova", groups: ["Club"] }
      ])
      const outlook =
        "First Name,Last Name,Mobile Phone,Home Phone\nAnna,Vetrova,+79010000001,+74950000001\nBo,Lee,,"
      expect(yield* people(outlook)).toMatchObject([{ ids: ["79010000001@c.us"], name: "Anna Vetrova" }])
      const russian = "Имя;Фамилия;Мобильный телефон\nАнна;Ветрова;8 901 000 00 01\n"
      expect(yield* people(russian)).toMatchObject([{ ids: ["79010000001@c.us"], name: "Анна Ветрова" }])
    })
  )

  it.effect("has headings as offices write them, and cells that say the same", () =>
    Effect.gen(function* () {
      for (const heading of [
        "Тел.",
        "Моб. тел.",
        "Контактный телефон",
        "Телефон (WhatsApp)",
        "Номер WhatsApp",
        "Номер телефона мамы",
        "Tel no.",
        "Contact number"
      ])
        expect(
          yield* people(`ФИО;${heading};Способ связи\nВетрова;+79010000001;Почта\nЛи;+79010000002;Телефон\n`),
          heading
        ).toMatchObject([
          { ids: ["79010000001@c.us"], name: "Ветрова" },
          { ids: ["79010000002@c.us"], name: "Ли" }
        ])
      const attendance =
        "Кружок;01.02.2026\nКонтакт руководителя;+7 495 123-45-67\nФИО;Телефон;01.02.2026\nЛи;+79010000002;да\n"
      expect(yield* people(attendance)).toMatchObject([{ ids: ["79010000002@c.us"], name: "Ли" }])
      const unnamed = yield* refusal(text("ФИО;Школа;Связь\nВетрова;+79010000001;Телефон\n"))
      expect(unnamed).toMatchObject({ code: "no_id_heading" })
    })
  )

  it.effect("of a group of WhatsApp has saved names, and public ones behind a tilde", () =>
    Effect.gen(function* () {
      const csv =
        "Phone Number,Saved Name,Public Name,Group Name\n+7 901 000-00-01,Anna,~a,Club\n+7 901 000-00-02,,~bo,Club\n"
      expect(yield* people(csv)).toMatchObject([
        { name: "Anna", groups: ["Club"] },
        { name: "bo", groups: ["Club"] }
      ])
    })
  )

  it.effect("is refused where a spreadsheet has shortened a number, and where one name is of several", () =>
    Effect.gen(function* () {
      expect(yield* refusal(text("phone;name\n7,901E+10;Anna\n"))).toMatchObject({
        code: "number_shortened",
        row: 2,
        heading: "phone"
      })
      expect(yield* refusal(text("chat_id,sender_id\n5@lid,79010000001@c.us\n"))).toMatchObject({
        code: "ids_of_several",
        row: 1,
        headings: ["chat_id", "sender_id"]
      })
    })
  )

  it.effect(
    "may be a table of ours: every column of ids is somebody by themselves, and groups are nobody",
    () =>
      Effect.gen(function* () {
        const csv =
          "instance_id,chat_id,chat_name,sender_id,sender_display_name\n1,120363000000000001@g.us,Club,5@lid,Anna\n1,5@lid,Anna,instance:1,Us\n"
        const fs = yield* FileSystem.FileSystem
        const folder = yield* fs.makeTempDirectoryScoped()
        yield* fs.writeFile(`${folder}/messages.csv`, text(csv))
        const { leftOut, people: found } = yield* readRoster(`${folder}/messages.csv`)
        expect(found).toMatchObject([
          { ids: ["5@lid"], name: "Anna" },
          { ids: ["instance:1"], name: "Us" }
        ])
        expect(leftOut).toEqual({ groups: [2], withoutNumber: [] })
      })
  )
})

layer(NodeServices.layer)("a workbook of a roster", (it) => {
  const rows = [
    ["Телефон", "Имя"],
    ["+7 901 000-00-01", "Анна"]
  ]
  const anna = [{ ids: ["79010000001@c.us"], name: "Анна" }]

  const kinds: Readonly<Record<string, WorkbookKind>> = {
    "calls its sheet another name": { sheetPath: "xl/worksheets/sheet.xml" },
    "writes backslashes between folders": { separator: "\\" },
    "puts a prefix before every element": { prefix: "x:" },
    "keeps to the strict standard": { isStrict: true },
    "leaves out where cells are": { hasPlaces: false },
    "keeps texts apart": { areTextsShared: true }
  }
  for (const [what, kind] of Object.entries(kinds))
    it.effect(`is read if its program ${what}`, () =>
      Effect.gen(function* () {
        expect(yield* reading(workbookOf([{ name: "Люди", rows }], kind), "club.xlsx")).toMatchObject(anna)
      })
    )

  it.effect("may have a cover, a hidden sheet, a title above the headings, and wide or high cells", () =>
    Effect.gen(function* () {
      const bytes = workbookOf([
        { name: "Cover", rows: [["Club 2026"]] },
        { name: "Old", isHidden: true, rows: [["phone"], ["+7 901 000-00-09"]] },
        {
          name: "People",
          rows: [
            ["Список на 1 января"],
            [],
            ["Телефон", "Имя", "Группа"],
            ["Отдел продаж"],
            ["+7 901 000-00-01", "Анна", "Клуб"],
            [79010000002, "Борис"]
          ],
          merges: ["A4:C4", "C5:C6"]
        }
      ])
      expect(yield* reading(bytes, "club.xlsx")).toMatchObject([
        { ids: ["79010000001@c.us"], name: "Анна", groups: ["Клуб"] },
        { ids: ["79010000002@c.us"], name: "Борис", groups: ["Клуб"] }
      ])
    })
  )

  it.effect("is refused where Excel has rounded an id of many digits", () =>
    Effect.gen(function* () {
      const bytes = workbookOf([{ name: "P", rows: [["id"], [204500000000001200]] }])
      expect(yield* refusal(bytes, "club.xlsx")).toMatchObject({
        code: "number_shortened",
        row: 2,
        heading: "id"
      })
    })
  )
})
