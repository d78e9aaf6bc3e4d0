import { expect, test } from "vitest"
import { otherFormsOf } from "../src/phone/forms.ts"
import { dialledNumbers } from "../src/phone/number.ts"

test("a number keeps its country, and loses what is dialled within a country only", () => {
  const numbers = {
    "+44 (0)7700 900101": "+447700900101",
    "+44 07700 900101": "+447700900101",
    "0044 (0)7700 900101": "+447700900101",
    "8~10 44 7700 900101": "+447700900101",
    "+49 (0) 151 00000101": "+4915100000101",
    "+39 06 00000101": "+390600000101",
    "+39 (0)6 00000101": "+390600000101",
    "+39 (0)347 000 0101": "+393470000101",
    "+7 (0) 901 000-01-01": "+79010000101",
    "+54 9 (011) 0000-0101": "+5491100000101",
    "+54 11 15-0000-0101": "+5491100000101",
    "+36 (06) 30 000 0101": "+36300000101",
    "+52 1 55 0000 0101": "+5215500000101",
    "8 (901) 000-01-01": "+79010000101",
    "8 (495) 000-01-01": "+74950000101",
    "+84 90 000 01 01": "+84900000101"
  }
  for (const [written, number] of Object.entries(numbers))
    expect(dialledNumbers(written), written).toEqual([number])
})

test("a number that has no country stays as it is dialled", () => {
  expect(dialledNumbers("(0501) 234-56")).toEqual(["050123456"])
  expect(dialledNumbers("112")).toEqual(["112"])
})

test("extensions, pauses, remarks and signs that nobody sees are no part of a number", () => {
  for (const written of [
    "+7 495 000-01-01 доб. 345",
    "+7 495 000-01-01 вн.345",
    "+7 495 000-01-01 ext 345",
    "+7 495 000-01-01 x345",
    "+7 495 000-01-01 #345",
    "+7 495 000-01-01 (345)",
    "+74950000101,345",
    "+74950000101,,345#",
    "+74950000101p345",
    "+74950000101;ext=345",
    "+7 495 000-01-01 (после 18:00)",
    "после 18:00 +7 495 000-01-01",
    "раб.: +7 495 000-01-01 Анна",
    "+7 495 000-01-01/02",
    "\u202a+7\u00a0495\u00a0000\u201101\u201101\u202c",
    "＋７ ４９５ ０００-０１-０１",
    "+٧ ٤٩٥ ٠٠٠ ٠١ ٠١",
    "+७ ४९५ ००० ०१ ०१"
  ])
    expect(dialledNumbers(written), written).toEqual(["+74950000101"])
})

test("a text that is not a number is not read as one", () => {
  for (const written of [
    "",
    "Anna",
    "0800 FLOWERS",
    "+1 800 FLOWERS",
    "*123#",
    "skype:bob123456789",
    "bob@123456789.example",
    "до 20:00, кроме 01.01.2026",
    "2026-01-01",
    "+999 000 000",
    "+7 495 000",
    "12"
  ])
    expect(dialledNumbers(written), written).toEqual([])
})

test("several numbers in one text are several", () => {
  expect(dialledNumbers("+7 495 000-01-01, 8 (901) 000-01-01 / +49 151 00000101")).toEqual([
    "+74950000101",
    "+79010000101",
    "+4915100000101"
  ])
})

test("a number that WhatsApp has in another form than it is dialled is known in both", () => {
  const forms = {
    "5531988880101@c.us": ["553188880101@c.us", "5531988880101"],
    "553188880101@c.us": ["5531988880101@c.us", "553188880101"],
    "525510000101@c.us": ["5215510000101@c.us", "525510000101"],
    "5215510000101@c.us": ["525510000101@c.us", "5215510000101"],
    "5491100000101@c.us": ["541100000101@c.us", "5491100000101"],
    "2290197000101@c.us": ["22997000101@c.us", "2290197000101"],
    "2250707000101@c.us": ["22507000101@c.us", "2250707000101"],
    "79010000101@c.us": ["79010000101"],
    "5@lid": [],
    "-1001000": [],
    "1000": ["1000@c.us"]
  }
  for (const [id, others] of Object.entries(forms)) expect(otherFormsOf(id), id).toEqual(others)
})
