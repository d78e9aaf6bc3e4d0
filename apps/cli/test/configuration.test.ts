import { readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readConfiguration } from "../src/configuration/config-file.ts"
import { SCHEMA_ADDRESS } from "../src/configuration/config-schema.ts"
import { foundIn } from "./canary.ts"
import { token } from "./journal-service.ts"

const read = (text: string) =>
  readConfiguration(Option.some("settings.json")).pipe(
    Effect.result,
    Effect.provide(FileSystem.layerNoop({ readFileString: () => Effect.succeed(text) })),
    Effect.runSync
  )

const example = {
  $schema: SCHEMA_ADDRESS,
  archive: "./chatledger-archive",
  instances: [
    {
      idInstance: "1101000001",
      apiUrl: "https://1101.api.green-api.com",
      tokenEnv: "GREEN_TOKEN_SHOP",
      name: "shop"
    },
    { idInstance: "1102000002", apiUrl: "https://3100.api.green-api.com/v3", tokenFile: "club.token" }
  ]
}

/** Any JSON value; its texts and names are tokens now and then. */
const anything = fc
  .jsonValue()
  .map((value) =>
    JSON.parse(JSON.stringify(value), (_, held: unknown) =>
      typeof held === "string" && held.length % 3 === 0 ? token : held
    )
  )

type Path = ReadonlyArray<string | number>

const paths: ReadonlyArray<Path> = [
  [],
  ["$schema"],
  ["archive"],
  ["instances"],
  ["instances", 0],
  ["tokens"],
  ["instances", 1, token],
  ...["idInstance", "apiUrl", "tokenEnv", "tokenFile", "name", "token"].map(
    (name): Path => ["instances", 1, name]
  )
]

const put = (into: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value
  if (typeof step === "number" && Array.isArray(into))
    return into.map((held: unknown, index) => (index === step ? put(held, rest, value) : held))
  return { ...(into as object), [step]: put(Reflect.get(into as object, step), rest, value) }
}

describe("the configuration file", () => {
  it("is read as the example in the documentation has it", () => {
    const page = readFileSync(resolve(import.meta.dirname, "../../../docs/sync.md"), "utf8")
    const [, block = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? []
    expect(JSON.parse(block)).toMatchObject({ $schema: SCHEMA_ADDRESS })
    expect(read(block)._tag).toBe("Success")
    expect(read(`\ufeff${JSON.stringify(example)}\r\n`)._tag).toBe("Success")
  })

  it("may be any JSON: it is read, or refused with a place and a reason that contain no value", () => {
    const value = fc.oneof(
      anything,
      fc.constant(token),
      fc.constant([token]),
      fc.constant({ [token]: token })
    )
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, value) => {
        const result = read(JSON.stringify(put(example, path, value)))
        if (result._tag === "Success") return
        const { _tag, message } = result.failure
        expect(_tag).toBe("WrongUsage")
        expect(message).toMatch(/^the configuration file settings\.json /)
        expect(message).toMatch(
          /must |is missing|is not a known name|tokens are not allowed in the configuration|lists instance \d+ twice/
        )
        expect(foundIn([token], message)).toEqual([])
      }),
      { numRuns: 1500 }
    )
  })

  it("may be any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(1))
        ),
        (text) => {
          const result = read(text)
          if (result._tag === "Failure") expect(result.failure.message).toMatch(/is not valid JSON|must /)
        }
      )
    )
  })

  it("may name hundreds of thousands of instances, and what is wrong is named by its place all the same", async () => {
    const instances = Array.from({ length: 150_000 }, (_, index) => ({ idInstance: String(1e9 + index) }))
    const readMany = (more: ReadonlyArray<object>) =>
      readConfiguration(Option.some("settings.json")).pipe(
        Effect.result,
        Effect.provide(
          FileSystem.layerNoop({
            readFileString: () => Effect.succeed(JSON.stringify({ instances: [...instances, ...more] }))
          })
        ),
        Effect.runPromise
      )
    expect(await readMany([])).toMatchObject({ success: { instances: { length: 150_000 } } })
    expect(await readMany([{ idInstance: "1000149999" }])).toMatchObject({
      failure: { message: expect.stringContaining("lists instance 1000149999 twice") }
    })
    expect(await readMany([{ idInstance: "x" }])).toMatchObject({
      failure: { message: expect.stringContaining("`instances[150000].idInstance` must be the number") }
    })
  }, 30_000)

  it("is named as UTF-16 text where it is that", () => {
    const text = JSON.stringify(example)
    const decode = (bytes: Buffer) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
    const little = Buffer.from(text, "utf16le")
    const marked = Buffer.from(`\ufeff${text}`, "utf16le")
    for (const bytes of [little, marked, Buffer.from(little).swap16(), Buffer.from(marked).swap16()]) {
      const result = read(decode(bytes))
      expect(result._tag === "Failure" ? result.failure.message : "").toBe(
        "the configuration file settings.json is UTF-16 text: save it as UTF-8"
      )
    }
  })

  it("puts ~ at home in its paths, and any other name beside itself", () => {
    const archiveOf = (archive: string) => {
      const result = read(JSON.stringify({ archive }))
      return result._tag === "Success" ? result.success?.archive : result.failure.message
    }
    expect(archiveOf("~/wa")).toBe(join(homedir(), "wa"))
    expect(archiveOf("~")).toBe(homedir())
    expect(["./~/wa", "~wa", "a:b?#%41[1]"].map(archiveOf)).toEqual(["~/wa", "~wa", "a:b?#%41[1]"])
    expect(archiveOf("a\u0000b")).toContain("`archive` must be a path")
  })

  it.each([
    ['{\n  "archive": "a",\n}', "is not valid JSON (line 3, column 1)"],
    ['{\n  "instances": [\n    { "idInstance": 1 }\n  ]\n}', "in quotes (line 3, column 21)"],
    ['{\n  "instances": [\n    { "name": "a" }\n  ]\n}', "is missing (line 3, column 5)"],
    [
      '\ufeff{ "archive": "a",\r\n  "instance": [] }',
      "media, instances, defaults, exports (line 2, column 3)"
    ],
    [
      '{ "instances": [\n  { "idInstance": "1" },\n  { "idInstance": "1" }] }',
      "lists instance 1 twice (line 3, column 19)"
    ]
  ])("names line and column in %j", (text, says) => {
    const result = read(text)
    expect(result._tag === "Failure" ? result.failure.message : "").toContain(says)
  })

  it.each([
    [{ instances: [{ idInstance: 1101000001 }] }, "`instances[0].idInstance` must be a text in quotes"],
    [{ instances: [{}] }, "`instances[0].idInstance` is missing"],
    [{ instances: {} }, "`instances` must be a list: [ … ]"],
    [[], "the file must be an object: { … }"],
    [{ instance: [] }, "`instance` is not a known name; known are archive, "],
    [
      { exports: { weekly: { out: "a" } } },
      "`out` in `exports.weekly` is not a known name; known are format, "
    ],
    [
      { instances: [{ idInstance: "1", tokenfile: "a" }] },
      "`tokenfile` in `instances[0]`: tokens are not allowed"
    ],
    [
      { instances: [{ idInstance: "1", apiUrl: "1101.api.green-api.com" }] },
      "`instances[0].apiUrl` must be an address"
    ],
    [
      { instances: [{ idInstance: "1", apiUrl: "https://1101.api.green-api.com\u0000" }] },
      "`instances[0].apiUrl` must be an address"
    ],
    [{ instances: [{ idInstance: "1" }, { idInstance: "1" }] }, "lists instance 1 twice"],
    [{ archive: "" }, "`archive` must not be empty"]
  ])("names the place in %j", (value, says) => {
    const result = read(JSON.stringify(value))
    expect(result._tag === "Failure" ? result.failure.message : "").toContain(says)
  })
})
