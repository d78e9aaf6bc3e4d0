import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import ExcelJS from "exceljs"
import { expect, test } from "vitest"
import { idOf, idsIn } from "../src/people-file/ids.ts"
import { readRoster } from "../src/people-file/roster.ts"
import { type WorkbookKind, workbookOf } from "./odd-workbook.ts"

/** Letters of a Cyrillic code page, from its place in the table. */
const cyrillic = (text: string, codeOf: (letter: string) => number) =>
  Uint8Array.from([...text], (letter) =>
    letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : codeOf(letter)
  )

const windows1251 = (letter: string) => letter.charCodeAt(0) - 0x410 + 0xc0
const dos866 = (letter: string) => {
  const place = letter.charCodeAt(0) - 0x410
  return place < 48 ? 0x80 + place : 0xe0 + place - 48
}
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, "utf16le")
  return isBig ? bytes.swap16() : bytes
}

const russian = "Телефон;Имя;Группа\n79010000001;Анна Ветрова;Клуб\n79010000002;Борис;Клуб\n"

const reading = Effect.fnUntraced(function* (bytes: Uint8Array, name = "club.csv") {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* fs.makeTempDirectoryScoped()
  yield* fs.writeFile(`${folder}/${name}`, bytes)
  return (yield* readRoster(`${folder}/${name}`)).people
})

const refusal = (bytes: Uint8Array, name?: string) =>
  Effect.map(Effect.flip(reading(bytes, name)), ({ message }) => message.replace(/.*\/(club\.\w+): /, "$1: "))

const text = (csv: string) => new TextEncoder().encode(csv)

test("an id is read from what people write", () => {
  const ids = {
    "79010000001": "79010000001@c.us",
    "+7 (901) 000-00-01": "79010000001@c.us",
    "8 901 000 00 01": "79010000001@c.us",
    "8-701-000-00-01": "77010000001@c.us",
    "+84 912 345 678": "84912345678@c.us",
    "0049 151 0000001": "491510000001@c.us",
    "79010000001@c.us": "79010000001@c.us",
    "79010000001@s.whatsapp.net": "79010000001@c.us",
    "79010000001:12@c.us": "79010000001@c.us",
    "200000000000008@lid": "200000000000008@lid",
    "\u202a+7 901 000-00-01\u202c": "79010000001@c.us",
    "79010000001.0": "79010000001@c.us",
    "'+79010000001": "79010000001@c.us",
    '="79010000001"': "79010000001@c.us",
    "120363000000000001@g.us": "120363000000000001@g.us",
    "instance:1101000001": "instance:1101000001"
  }
  for (const [written, id] of Object.entries(ids)) expect(idOf(written), written).toBe(id)
  for (const written of ["", "Anna", "7.9E+10", "12345", "79010000001@example.org", "7901x000001", "=7+9"])
    expect(idOf(written), written).toBeUndefined()
})

test("a cell may name several ids, with extensions, remarks and pauses between them, and a number in full", () => {
  const cells = {
    "+7 901 000-00-01 доб. 12": ["79010000001@c.us"],
    "+7 901 000-00-01, 345": ["79010000001@c.us"],
    "8 901 000-00-01 / 8 901 000-00-02": ["79010000001@c.us", "79010000002@c.us"],
    "5@lid; +7 901 000-00-01": ["5@lid", "79010000001@c.us"],
    "Viber +7 901 000-00-01 (after 6)": ["79010000001@c.us"],
    "7,9010000001E+10": ["79010000001@c.us"],
    "https://wa.me/79010000001": ["79010000001@c.us"]
  }
  for (const [cell, ids] of Object.entries(cells)) expect(idsIn(cell), cell).toEqual({ kind: "ids", ids })
  for (const cell of ["0151 00000001", "*100#", "495 000-00-01", "+999 1 000 000"])
    expect(idsIn(cell), cell).toEqual({ kind: "none" })
  expect(idsIn("7,9E+10")).toEqual({ kind: "shortened" })
})

layer(NodeServices.layer)("a roster", (it) => {
  it.effect("may have two columns only, whatever stands between them", () =>
    Effect.gen(function* () {
      for (const separator of [",", ";", "\t", "|"]) {
        const [row] = yield* reading(text(`phone${separator}name\n79010000001${separator}Anna\n`))
        expect(row, separator).toMatchObject({ ids: ["79010000001@c.us"], name: "Anna" })
      }
    })
  )

  const encodings = {
    "UTF-8": text(russian),
    "UTF-8 with a mark": text(`\ufeff${russian}`),
    "UTF-16": utf16(`\ufeff${russian}`),
    "UTF-16, the other way round": utf16(`\ufeff${russian}`, true),
    "UTF-16 without a mark": utf16(
      russian.replace("Имя", "name").replace("Телефон", "phone").replace("Группа", "group")
    ),
    "windows-1251": cyrillic(russian, windows1251),
    "the code page of DOS": cyrillic(russian, dos866)
  }
  for (const [name, bytes] of Object.entries(encodings))
    it.effect(`may be written in ${name}`, () =>
      Effect.gen(function* () {
        const [anna, boris] = yield* reading(bytes)
        expect(anna).toMatchObject({
          ids: ["79010000001@c.us"],
          name: "Анна Ветрова",
          alias: null,
          groups: ["Клуб"],
          chatIds: []
        })
        expect(boris?.name).toBe("Борис")
      })
    )

  it.effect("in a Western encoding keeps its accents", () =>
    Effect.gen(function* () {
      const bytes = Uint8Array.from(
        Buffer.from("phone,name\n4915100000001,J\u00fcrgen Caf\u00e9\n", "latin1")
      )
      expect(yield* reading(bytes)).toMatchObject([{ name: "Jürgen Café" }])
    })
  )

  for (const [name, delimiter] of Object.entries({ comma: ",", semicolon: ";", tab: "\t", bar: "|" }))
    it.effect(`may be separated by a ${name}, with quoted cells and empty rows`, () =>
      Effect.gen(function* () {
        const rows = [
          ["Full name", "WhatsApp ID", "Phone number", "Team"],
          ["", "", "", ""],
          ['"Lee, ""Bo"""', "200000000000008@lid", "+7 901 000-00-01", "120363000000000001@g.us"]
        ]
        const csv = rows.map((row) => row.join(delimiter)).join("\r\n")
        expect(yield* reading(text(csv))).toMatchObject([
          {
            ids: ["200000000000008@lid", "79010000001@c.us"],
            name: 'Lee, "Bo"',
            alias: null,
            groups: ["120363000000000001@g.us"],
            chatIds: ["120363000000000001@g.us"]
          }
        ])
      })
    )

  it.effect("may have one column, a line for Excel, and aliases that are names or ids", () =>
    Effect.gen(function* () {
      expect(yield* reading(text("phone\n79010000001\n79010000002"))).toHaveLength(2)
      const csv = "sep=;\r\nid;alias\r\n79010000001;Анька, 200000000000008@lid\r\n"
      expect(yield* reading(text(csv))).toMatchObject([
        { ids: ["79010000001@c.us", "200000000000008@lid"], alias: "Анька" }
      ])
    })
  )

  it.effect("may be a workbook: numbers, formulas and formatted text are what they show", () =>
    Effect.gen(function* () {
      const workbook = new ExcelJS.Workbook()
      workbook.addWorksheet("empty")
      const sheet = workbook.addWorksheet("Люди")
      sheet.addRow([])
      sheet.addRow(["ФИО", "Номер телефона", "Псевдоним"])
      sheet.addRow([{ richText: [{ text: "Анна " }, { text: "Ветрова" }] }, 79010000001, ""])
      sheet.addRow([
        "Борис",
        { formula: "A1", result: "+7 901 000 00 02" },
        { text: "Боб", hyperlink: "http://x" }
      ])
      const bytes = new Uint8Array(yield* Effect.promise(() => workbook.xlsx.writeBuffer()))
      expect(yield* reading(bytes, "club.xlsx")).toMatchObject([
        { ids: ["79010000001@c.us"], name: "Анна Ветрова" },
        { ids: ["79010000002@c.us"], name: "Борис", alias: "Боб" }
      ])
      sheet.addRow(["Вера", "нет"])
      const broken = new Uint8Array(yield* Effect.promise(() => workbook.xlsx.writeBuffer()))
      expect(yield* refusal(broken, "club.xlsx")).toMatch(
        /^club\.xlsx: row 5, column "Номер телефона": this is neither/
      )
    })
  )

  it.effect("that does not fit is refused by file, row and column, and no cell is told", () =>
    Effect.gen(function* () {
      expect(yield* refusal(text("name,phone\nAnna,79010000001\n\nBoris,secret words"))).toBe(
        'club.csv: row 4, column "phone": this is neither a phone number with its country code nor an id (…@c.us, …@lid)'
      )
      expect(yield* refusal(text("name,phone\nAnna,"))).toMatch(
        /^club\.csv: row 2, column "phone": the cell is empty/
      )
      expect(yield* refusal(text("name,city\nAnna,Oslo"))).toMatch(
        /^club\.csv: row 1 has no heading for the id/
      )
      expect(yield* refusal(text(""))).toMatch(/^club\.csv: it is empty/)
      expect(yield* refusal(text('phone,name\n79010000001,"Anna'))).toMatch(
        /^club\.csv: row 2: a quotation mark/
      )
      expect(yield* refusal(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toMatch(/old or a locked kind/)
      expect(yield* refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9), "club.xlsx")).toMatch(/no workbook/)
    })
  )
})

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
      expect(yield* refusal(text("phone;name\n7,901E+10;Anna\n"))).toMatch(
        /^club\.csv: row 2, column "phone": a spreadsheet has shortened this number/
      )
      expect(yield* refusal(text("chat_id,sender_id\n5@lid,79010000001@c.us\n"))).toBe(
        "club.csv: row 1 has ids of different people (chat_id, sender_id): leave all but one out"
      )
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
      expect(yield* refusal(bytes, "club.xlsx")).toMatch(/row 2, column "id": a spreadsheet has shortened/)
    })
  )
})
