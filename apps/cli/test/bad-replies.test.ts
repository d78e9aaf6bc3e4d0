import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync, zstdCompressSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { chatledger, newFolder, rowsOf } from "./command.ts"
import { reply, text } from "./replies.ts"

const good = text("GOOD", "хорошее")
const goodText = JSON.stringify(good)
const utf16 = (content: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content, "utf16le")])

/** Files that are no reply: refused by name, nothing of them kept. */
const refused: Readonly<Record<string, string | Buffer>> = {
  "empty.json": "",
  "page.json": "<!doctype html><title>502 Bad Gateway</title>",
  "object.json": JSON.stringify({ invokeStatus: { status: "QUOTE_EXCEEDED" } }, null, 2),
  "utf16.json": utf16(reply(good)),
  "latin.json": Buffer.from(reply(text("L", "caf\u00e9")), "latin1"),
  "brackets.json": "[".repeat(100_000) + "]".repeat(100_000),
  "numbers.json": "[1, 2, null]",
  "half.json.gz": gzipSync(reply(good)).subarray(0, 60),
  "after.json.zst": Buffer.concat([zstdCompressSync(Buffer.from(reply(good))), Buffer.from("tail")])
}

/** Replies with a record or an end that does not fit: the good record beside it is kept. */
const mixed: Readonly<Record<string, { body: string | Buffer; code: string }>> = {
  "cut.json": { body: `[${goodText},{"typeMessage":"textM`, code: "reply_is_cut" },
  "tail.json": { body: `[${goodText}] and more`, code: "bytes_after_reply" },
  "null.json": { body: `[null,${goodText}]`, code: "not_an_object" },
  "number.json": { body: `[${goodText},7]`, code: "not_an_object" },
  "kinds.json": {
    body: `[${goodText},{"typeMessage":"textMessage","idMessage":"B","textMessage":5}]`,
    code: "field_type"
  },
  "surrogate.json": {
    body: `[${goodText},{"typeMessage":"textMessage","idMessage":"B","textMessage":"a\\ud83d"}]`,
    code: "lone_surrogate"
  },
  "twice.json": {
    body: `[${goodText},{"typeMessage":"textMessage","idMessage":"B","idMessage":"C"}]`,
    code: "duplicate_key"
  },
  "control.json": {
    body: `[${goodText},{"typeMessage":"textMessage","idMessage":"B","textMessage":"a\tb"}]`,
    code: "raw_control_character"
  },
  "deep.json": {
    body: `[${goodText},{"typeMessage":"x","a":${"[".repeat(600)}${"]".repeat(600)}}]`,
    code: "too_deep"
  },
  "bytes.json": {
    body: Buffer.concat([
      Buffer.from(`[${goodText},{"typeMessage":"textMessage","textMessage":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}]')
    ]),
    code: "invalid_utf8"
  },
  "line.ndjson": { body: `${goodText}\n{"typeMessage": \n`, code: "not_json" }
}

/** Strange but sound: imported without a word of complaint. */
const sound: Readonly<Record<string, string>> = {
  "mark.json": `\ufeff[${goodText}]`,
  "texts-for-numbers.json": `[${JSON.stringify({ ...good, timestamp: "1770000000" })}]`,
  "no-id.json": `[${goodText},{"type":"incoming","typeMessage":"incomingBlock","chatState":"blocked"}]`,
  "proto.json": `[${goodText},{"type":"incoming","typeMessage":"novelty","idMessage":"P","__proto__":{"x":1}}]`,
  "long.json": `[${goodText},{"type":"incoming","typeMessage":"novelty","idMessage":"L","count":9007199254740993}]`
}

const imported = (folder: string, names: ReadonlyArray<string>) =>
  chatledger(folder, ["import", ...names, "--instance", "1101000091", "--journal", "incoming"])

describe("a file that is no reply", () => {
  for (const [name, body] of Object.entries(refused))
    it(`is refused by name, and the file beside it is kept: ${name}`, () => {
      const folder = newFolder()
      writeFileSync(join(folder, name), body)
      writeFileSync(join(folder, "good.json"), reply(good))
      const { code, stderr } = imported(folder, [name, "good.json"])
      expect(code).toBe(3)
      expect(stderr).toContain(name)
      expect(stderr).not.toMatch(/^\s+at /m)
      expect(rowsOf(folder, "select message_id from messages")).toEqual([{ message_id: "GOOD" }])
    })
})

describe("a reply with a record that does not fit", () => {
  for (const [name, { body, code }] of Object.entries(mixed))
    it(`keeps the good record and lists the other: ${name}`, () => {
      const folder = newFolder()
      writeFileSync(join(folder, name), body)
      const ran = imported(folder, [name])
      expect(ran.code).toBe(3)
      expect(ran.stderr).toContain(name)
      expect(ran.stderr).toMatch(/record \d+/)
      expect(ran.stderr).not.toMatch(/^\s+at /m)
      expect(rowsOf(folder, "select text from messages where message_id = 'GOOD'")).toEqual([
        { text: "хорошее" }
      ])
      expect(rowsOf(folder, "select distinct code from issues")).toEqual([{ code }])
    })
})

describe("a reply that is only strange", () => {
  for (const [name, body] of Object.entries(sound))
    it(`is imported whole: ${name}`, () => {
      const folder = newFolder()
      writeFileSync(join(folder, name), body)
      expect(imported(folder, [name])).toMatchObject({ code: 0 })
      expect(rowsOf(folder, "select count(*)::integer as n from issues")).toEqual([{ n: 0 }])
    })

  it("keeps every digit of a long integer", () => {
    const folder = newFolder()
    writeFileSync(join(folder, "long.json"), sound["long.json"] ?? "")
    imported(folder, ["long.json"])
    expect(rowsOf(folder, "select extra->>'count' as digits from messages where message_id = 'L'")).toEqual([
      { digits: "9007199254740993" }
    ])
  })
})

describe("where replies come from", () => {
  it("takes folders, patterns and standard input, plain and compressed", () => {
    const folder = newFolder()
    mkdirSync(join(folder, "replies/deep"), { recursive: true })
    writeFileSync(join(folder, "replies/a.json"), reply(text("A", "1")))
    writeFileSync(join(folder, "replies/deep/b.json.gz"), gzipSync(reply(text("B", "2"))))
    writeFileSync(join(folder, "c-1.ndjson"), `${JSON.stringify(text("C", "3"))}\n`)
    expect(imported(folder, ["replies", "c-*.ndjson"]).code).toBe(0)
    const piped = zstdCompressSync(Buffer.from(reply(text("D", "4"))))
    expect(chatledger(folder, ["import", "-", "--instance", "1101000091"], piped).code).toBe(0)
    expect(
      rowsOf(folder, "select string_agg(message_id, '' order by message_id) as ids from messages")
    ).toEqual([{ ids: "ABCD" }])
  })

  it("accepts replies appended to one file, including calls, and reports what they are", () => {
    const folder = newFolder()
    const call = { ...text("C", ""), typeMessage: "incomingCall", timestamp: 1770000000123 }
    writeFileSync(
      join(folder, "all.json"),
      [reply(text("A", "1")), "<html>502</html>", reply(call), reply(text("B", "2"))].join("\n")
    )
    const { code, stderr } = chatledger(folder, ["import", "all.json", "--instance", "1101000091"])
    expect(code).toBe(3)
    expect(stderr).toContain("3 replies, 3 records, incoming, incoming (calls), added")
    expect(stderr).toContain("1 record had `timestamp` in milliseconds, converted")
    expect(stderr).toMatch(/byte \d+ follows the end of the reply/)
    expect(
      rowsOf(
        folder,
        "select message_id, is_content, sent_at::varchar as at from messages where kind = 'call'"
      )
    ).toEqual([{ message_id: "C", is_content: false, at: "2026-02-02 02:40:00+00" }])
  })

  it("names what does not exist, and makes no archive for it", () => {
    const folder = newFolder()
    const { code, stderr } = imported(folder, ["nowhere.json", "/dev/null"])
    expect(code).toBe(3)
    expect(stderr).toContain("nowhere.json")
    expect(stderr).toContain("/dev/null")
    expect(existsSync(join(folder, "archive"))).toBe(false)
  })
})
