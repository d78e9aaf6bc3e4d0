// Texts that break spreadsheets and CSV readers, by hand and by fast-check.
import * as fc from "fast-check"

/** One of each known kind. */
export const hostileTexts: ReadonlyArray<string> = [
  "=1+1",
  '=HYPERLINK("https://example.com";"x")',
  "+79001234567",
  "-1",
  "@SUM(A1)",
  "\tstarts with a tab",
  "\rstarts with a return",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  "'",
  "'=1",
  "''quoted''",
  "00042",
  "12345678901234567890",
  "1.10",
  "1e5",
  "2026-01-31",
  "TRUE",
  "NULL",
  "#N/A",
  " leading and trailing ",
  "  ",
  "line\nfeed",
  "return\r\nand feed\r",
  'quote " and, comma; semicolon',
  "tab\tinside",
  "<b>&amp;</b> ]]> <![CDATA[",
  "_x000A_",
  "_x0041_x0042_",
  "_x005F_x000A_",
  "_x0041\u0001",
  "__x0041__",
  "_x00e9_",
  "control \u0001\u0008\u000B\u000C\u000E\u001F\u007F\u0085",
  "noncharacters \uFFFE\uFFFF\uFDD0",
  "bmp ж 漢 ﷽",
  "emoji 👍🏽 👨‍👩‍👧 🇷🇺",
  "right to left עברית العربية \u202Ehidden\u202C",
  "\uFEFFbyte-order mark",
  "zero\u200Bwidth",
  "| pipes |",
  "a| b |c",
  "; delimiter",
  "\\N",
  '""',
  '"'
]

const pieces = [
  ..."=+-@\t\r\n'\"_x;,|<>& 0A",
  "_x000D_",
  "_x00",
  "41_",
  "👍",
  "ж",
  "\u0000",
  "\u0001",
  "\uFFFE",
  "\uFFFF"
]

/** Texts made of the pieces that matter, and of anything well-formed. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 10 }),
  fc.constantFrom(...hostileTexts)
)
