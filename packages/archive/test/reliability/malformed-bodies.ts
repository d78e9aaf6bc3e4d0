// Bodies with something wrong in them, by what is wrong: structure, encoding, depth, numbers, keys, escapes, fields.
//
// The lists multiply: a wrong byte stands in a text, in a key and between records, a wrong value in each field. To
// try one more, add it to its list.
import { bytesOf } from "../archives.ts"

const field = (fields: string): string =>
  `{"type":"incoming","idMessage":"A1","timestamp":1706520000,"typeMessage":"textMessage","chatId":"7@c.us"${fields}}`

const good = field(',"textMessage":"héllo 👍"')
const next = good.replace("A1", "A2")

/** A reply with nothing wrong in it. */
export const goodReply = `[${good},${next}]`

const join = (...parts: ReadonlyArray<string | ReadonlyArray<number>>): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === "string" ? part : [...part])))

const named = <A>(group: string, items: ReadonlyArray<A>, bodyOf: (item: A) => Uint8Array | string) =>
  items.map((item, index) => {
    const body = bodyOf(item)
    return [`${group} ${index + 1}`, typeof body === "string" ? bytesOf(body) : body] as const
  })

const structures = [
  "",
  " ",
  "\n\t\r ",
  "\ufeff",
  "\ufeff[]",
  "\u00a0[]",
  "null",
  "true",
  "0",
  '"[]"',
  "{}",
  "{",
  "}",
  "[",
  "]",
  "[[",
  "]]",
  "][",
  "[,]",
  "[,,]",
  `[,${good}]`,
  `[${good},]`,
  `[${good},,${next}]`,
  `[${good} ${next}]`,
  `[${good}${next}]`,
  `[${good};${next}]`,
  `[${good}]]`,
  `[${good}]}`,
  `[${good}],`,
  `[${good}] x`,
  `[${good}]\u0000`,
  `[${good}][${next}]`,
  `[${good}]\n[${next}]`,
  `[[${good}]]`,
  `[{"a":${good}}]`,
  `{"messages":[${good}]}`,
  `${good}`,
  `${good}\n${next}`,
  `${good},${next}`,
  `[${good}`,
  `[${good},`,
  `[${good},${next}`,
  `[${good.slice(0, -1)}]`,
  `[${good.slice(0, 40)}]`,
  `[${good.slice(0, 40)}`,
  `[${good}}]`,
  `[null,${good}]`,
  `[1,${good}]`,
  `["x",${good}]`,
  `[[],${good}]`,
  `[{},${good}]`,
  `[true,false,null]`,
  "[nul]",
  "[NaN]",
  "[undefined]",
  "[Infinity]",
  `[/* c */${good}]`,
  `[// c\n${good}]`,
  `['a']`,
  `[{a:1}]`,
  `[{'a':1}]`,
  `[{"a" 1}]`,
  `[{"a":}]`,
  `[{"a":1,}]`,
  `[{,"a":1}]`,
  `[{"a":1 "b":2}]`,
  `[{"a":1,,"b":2}]`,
  `[{"a"::1}]`,
  `[{"a":1]`,
  `[{"a":[1}]]`,
  `["a]`,
  `[a"]`,
  "<html></html>",
  "<?xml version='1.0'?><a/>",
  "HTTP/1.1 200 OK\r\n\r\n[]",
  "2\r\n[]\r\n0\r\n\r\n",
  "data: []\n\n",
  ")]}',\n[]",
  "while(1);[]",
  "callback([])",
  "[]\n\n\n",
  "\n\n\n[]",
  `[\r\n${good}\r\n,\r\n${next}\r\n]`,
  `[${" ".repeat(100_000)}]`,
  `[${"[],".repeat(1000)}[]]`,
  `[${"{},".repeat(1000)}{}]`,
  `[${",".repeat(10_000)}]`,
  "[".repeat(5000),
  "{".repeat(5000),
  '"'.repeat(5001),
  "\\".repeat(5001),
  "-",
  "[-]",
  "[1-2]",
  "[tru]",
  `[${good}\u2028]`,
  `[\u200b${good}]`
]

const wrongBytes: ReadonlyArray<ReadonlyArray<number>> = [
  [0x80],
  [0xbf],
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0, 0x80, 0xaf],
  [0xf0, 0x80, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xfe],
  [0xff],
  [0xff, 0xfe],
  [0xc3],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x91],
  [0x00],
  [0x01],
  [0x1f],
  [0x7f],
  [0x0a],
  [0x0d],
  [0x1b, 0x5b, 0x33, 0x31, 0x6d],
  [0xef, 0xbb, 0xbf],
  [0xe2, 0x80, 0xae]
]

const encodings = ["utf16le", "latin1"] as const
const depths = [10, 100, 500, 1000, 5000, 20_000, 100_000]

const numbers = [
  "0",
  "-0",
  "1",
  "-1",
  "0.5",
  "1e3",
  "1E3",
  "1e+3",
  "1e-3",
  "1e400",
  "-1e400",
  "1e-400",
  "9007199254740993",
  "18446744073709551616",
  "1".repeat(400),
  `0.${"1".repeat(400)}`,
  "1.0",
  "01",
  "1.",
  ".5",
  "+1",
  "0x10",
  "1_000",
  "1e",
  "1e+",
  "--1",
  "NaN",
  "Infinity",
  "-",
  "1706520000000",
  "4294967296",
  "253402300800",
  "1706520000.5",
  "1n",
  "1f",
  "٣"
]

const keys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  " ",
  "a.b",
  "a\\u0000b",
  "\\ud800",
  "\\ud83d\\udc4d",
  '\\"',
  "\\\\",
  "\\/",
  "\\b\\f\\n\\r\\t",
  "\\u0069dMessage",
  "idmessage",
  "IDMESSAGE",
  "idMessage ",
  "raw\u0001",
  "k".repeat(70_000),
  "=1+1",
  "../../etc/passwd",
  "'; drop table messages; --",
  "timestamp",
  "typeMessage",
  "chatId",
  "idMessage",
  "type",
  "extendedTextMessage"
]

const strings = [
  "\\u",
  "\\u1",
  "\\u12",
  "\\u123",
  "\\uZZZZ",
  "\\x41",
  "\\a",
  "\\0",
  "\\'",
  "\\",
  "\\\n",
  "\\ud800",
  "\\udc00\\ud800",
  "\\ud800\\u0041",
  "\\uD83D\\uDE00",
  "\\u0000",
  "\u2028",
  "\u0007",
  "\ud83d",
  "a".repeat(300_000),
  "\\n".repeat(50_000),
  "\\u0041".repeat(20_000)
]

const fields = [
  "type",
  "idMessage",
  "timestamp",
  "typeMessage",
  "chatId",
  "senderId",
  "textMessage",
  "extendedTextMessage",
  "pollMessageData"
]
const values = ["null", "true", "0", "-1", "1e400", '""', '"x"', "[]", "[[]]", "{}", '{"a":{"b":[]}}']

/** Every case by its name. */
export const malformedBodies: ReadonlyArray<readonly [name: string, body: Uint8Array]> = [
  ...named("structure", structures, (body) => body),
  ...named("bytes in a text", wrongBytes, (bytes) => join(`[${good.slice(0, -2)}`, bytes, '"}]')),
  ...named("bytes in a key", wrongBytes, (bytes) => join(`[${good.slice(0, -1)},"k`, bytes, '":1}]')),
  ...named("bytes between records", wrongBytes, (bytes) => join(`[${good},`, bytes, `${next}]`)),
  ...named("encoding", encodings, (encoding) => Buffer.from(goodReply, encoding)),
  ...named("encoding with a mark", encodings, (encoding) => Buffer.from(`\ufeff${goodReply}`, encoding)),
  ...named(
    "depth of lists",
    depths,
    (levels) => `[${field(`,"x":${"[".repeat(levels)}${"]".repeat(levels)}`)}]`
  ),
  ...named(
    "depth of objects",
    depths,
    (levels) => `[${field(`,"x":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`)}]`
  ),
  ...named("depth that does not end", depths, (levels) => `[${field(`,"x":${"[".repeat(levels)}`)}]`),
  ...named("depth of records", depths, (levels) => `${"[".repeat(levels)}${good}${"]".repeat(levels)}`),
  ...named("number", numbers, (number) => `[${field(`,"x":${number}`)}]`),
  ...named("number as timestamp", numbers, (number) => `[${good.replace("1706520000", number)}]`),
  ...named("key", keys, (key) => `[${field(`,"${key}":1`)}]`),
  ...named("key of an object", keys, (key) => `[${field(`,"x":{"${key}":{"${key}":1}}`)}]`),
  ...named("escape", strings, (text) => `[${field(`,"textMessage":"${text}"`)}]`),
  ...fields.flatMap((name) =>
    named(`value of ${name}`, values, (value) => `[{"${name}":${value},${good.slice(1)}]`)
  ),
  ...fields.flatMap((name) => named(`only ${name}`, values.slice(0, 4), (value) => `[{"${name}":${value}}]`))
]
