import { decodeMessage } from "@chatledger/core"
import { expect, test } from "vitest"
import { cardsOf, readCards } from "../src/cards/card-numbers.ts"

const numbersOf = async (...lines: ReadonlyArray<string>) =>
  (await readCards([["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD"].join("\r\n")])).map(
    ({ number, waid }) => (waid === null ? number : [number, waid])
  )

test("a card's numbers are read from folded lines, groups, parameters of any version, and addresses", async () => {
  const cards: ReadonlyArray<readonly [line: string, told: unknown]> = [
    ["TEL;type=CELL;\r\n waid=79010000101:+7 901 000-01-01", ["+79010000101", "79010000101"]],
    ["TEL:+7 901 000-\r\n 01-01", "+79010000101"],
    ["TEL:+7 901 000-\n\t01-01", "+79010000101"],
    ["item1.TEL;type=pref:+7 901 000-01-01\r\nitem1.X-ABLabel:Mobile 2", "+79010000101"],
    ['TEL;TYPE="cell,voice":+7 901 000-01-01', "+79010000101"],
    ['TEL;X="a:b;c":+7 901 000-01-01', "+79010000101"],
    ["TEL;CELL;VOICE:+7 901 000-01-01", "+79010000101"],
    ["TEL;CELL;ENCODING=QUOTED-PRINTABLE:=2B7 901=\r\n 000-01-01", "+79010000101"],
    ["TEL;VALUE=uri;TYPE=cell:tel:+7-901-000-01-01;ext=77", "+79010000101"],
    ["TEL;VALUE=uri:tel:%2B79010000101;phone-context=+7495", "+79010000101"],
    ["TEL:+7 901 000-01-01\\, 345", "+79010000101"],
    ["TEL:\\+7 901 000\\-01\\-01", "+79010000101"],
    ["tel:8 (901) 000-01-01", "+79010000101"],
    ["TEL;waid=79010000101:", [null, "79010000101"]],
    ["TEL;waid=79010000101:0800 FLOWERS", [null, "79010000101"]]
  ]
  for (const [line, told] of cards) expect(await numbersOf(line), line).toEqual([told])
})

test("a line that is not a telephone line contains no number", async () => {
  expect(
    await numbersOf("NOTE:TEL:+7 901 000-01-01", "X-TEL:+79010000101", "TEL;HOME:", "TEL:*123#")
  ).toEqual([])
})

test("numbers are listed by contact and in their order", async () => {
  const card = "TEL:+7 901 000-01-01\nTEL;type=work:+7 495 000-01-01 доб. 5"
  expect(await readCards([undefined, card])).toEqual([
    { contact_index: 1, number_index: 0, number: "+79010000101", waid: null },
    { contact_index: 1, number_index: 1, number: "+74950000101", waid: null }
  ])
})

test("a card whose ends of lines are written as text is read by its lines", async () => {
  const card = String.raw`BEGIN:VCARD\nNOTE:a\nTEL;waid=79010000101:+7 901 000-01-01\r\nEND:VCARD`
  expect(await readCards([card])).toMatchObject([{ number: "+79010000101", waid: "79010000101" }])
})

test("a contact of MAX whose card has no number has the number beside the card, unless that is hidden", async () => {
  const numbersBeside = async (contact: object) => {
    const { message } = decodeMessage(JSON.stringify({ typeMessage: "contactMessage", contact }))
    return message && (await readCards(cardsOf(message))).map(({ number }) => number)
  }
  expect(await numbersBeside({ vcard: "", phoneNumber: 79010000101 })).toEqual(["+79010000101"])
  expect(await numbersBeside({ phoneNumber: "79010000101" })).toEqual(["+79010000101"])
  expect(await numbersBeside({ vcard: "TEL:+79010000102", phoneNumber: 79010000101 })).toEqual([
    "+79010000102"
  ])
  for (const hidden of [0, "0", "", null, true, {}, 1.5])
    expect(await numbersBeside({ phoneNumber: hidden })).toEqual([])
})
