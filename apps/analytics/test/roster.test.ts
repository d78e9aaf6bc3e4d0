import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import ExcelJS from "exceljs"
import { expect, test } from "vitest"
import { groupOf, idOf, idsIn } from "../src/people-file/ids.ts"
import { readRoster } from "../src/people-file/roster.ts"

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
  Effect.map(Effect.flip(reading(bytes, name)), ({ reason }) => reason)

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
  for (const cell of ["7,9E+10", "-7E+13", "-1,00123E+12"])
    expect(idsIn(cell), cell).toEqual({ kind: "shortened" })
})

test("the id of a group in MAX or Telegram is read as a spreadsheet program writes negative numbers", () => {
  const cells = [
    "-71000000000005",
    "-7,1000000000005E+13",
    "-71000000000005.0",
    "−71000000000005",
    "'-71000000000005"
  ]
  for (const cell of [...cells, "-71 000 000 000 005", "-71\u00a0000\u202f000\u00a0000\u00a0005,00"]) {
    expect(idsIn(cell), cell).toEqual({ kind: "ids", ids: ["-71000000000005"] })
    expect(groupOf(cell), cell).toBe("-71000000000005")
  }
  for (const cell of ["-71 00", "-", "- 5", "5-71"]) expect(groupOf(cell), cell).toBeUndefined()
})

layer(NodeServices.layer)("a roster", (it) => {
  it.effect("may have only two columns, whatever is between them", () =>
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
      expect(yield* refusal(broken, "club.xlsx")).toMatchObject({
        code: "not_a_person",
        row: 5,
        heading: "Номер телефона"
      })
    })
  )

  it.effect("in several sheets of a workbook is the first of them, and the others are named", () =>
    Effect.gen(function* () {
      const workbook = new ExcelJS.Workbook()
      for (const [name, phone] of [
        ["5А", 79010000001],
        ["5Б", 79010000002]
      ] as const) {
        const sheet = workbook.addWorksheet(name)
        sheet.addRow(["ФИО", "Телефон"])
        sheet.addRow(["Анна", phone])
      }
      const fs = yield* FileSystem.FileSystem
      const path = `${yield* fs.makeTempDirectoryScoped()}/classes.xlsx`
      yield* fs.writeFile(path, new Uint8Array(yield* Effect.promise(() => workbook.xlsx.writeBuffer())))
      const { otherSheets, people, sheet } = yield* readRoster(path)
      expect([sheet, otherSheets, people.map(({ ids }) => ids)]).toEqual([
        "5А",
        ["5Б"],
        [["79010000001@c.us"]]
      ])
    })
  )

  it.effect("that does not fit is refused with file, row and column, and no cell is shown", () =>
    Effect.gen(function* () {
      expect(yield* refusal(text("name,phone\nAnna,79010000001\n\nBoris,secret words"))).toEqual({
        code: "not_a_person",
        row: 4,
        sheet: undefined,
        heading: "phone"
      })
      expect(yield* refusal(text("name,phone\nAnna,"))).toMatchObject({
        code: "no_id",
        row: 2,
        headings: ["phone"]
      })
      expect(yield* refusal(text("name,city\nAnna,Oslo"))).toEqual({
        code: "no_id_heading",
        row: 1,
        of: "roster"
      })
      expect(yield* refusal(text(""))).toEqual({ code: "roster_empty" })
      expect(yield* refusal(text('phone,name\n79010000001,"Anna'))).toEqual({
        code: "quote_unclosed",
        row: 2
      })
      expect(yield* refusal(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toEqual({ code: "workbook_locked" })
      expect(yield* refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9), "club.xlsx")).toEqual({
        code: "workbook_unreadable"
      })
    })
  )
})
