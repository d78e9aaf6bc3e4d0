// A dataset in a bucket: `export --format delta -o s3://…` and `--dataset s3://…`, against a stand-in server.
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type BucketServer, serveBucket, variablesOf } from "./bucket-server.ts"
import { chatledger, newFolder, running } from "./command.ts"
import { reply, text } from "./replies.ts"

const folder = newFolder()
const LAKE = "s3://lake/a folder"
let server: BucketServer

const env = (more: Readonly<Record<string, string>> = {}) => ({
  ...variablesOf(server.port),
  CHATLEDGER_CACHE: join(folder, "caches"),
  ...more
})
const run = (words: ReadonlyArray<string>, more: Readonly<Record<string, string>> = {}) =>
  running(folder, words, { env: env(more) })
const exported = (
  archive: string,
  more: Readonly<Record<string, string>> = {},
  ...words: ReadonlyArray<string>
) => run(["export", "--format", "delta", "--archive", archive, "-o", LAKE, ...words], more)
const words = (place: ReadonlyArray<string>, more: Readonly<Record<string, string>> = {}) =>
  run(["stats", "words", "--format", "csv", ...place], more)
const inLake = ["--dataset", LAKE]

const imported = (archive: string, instance: string, ...texts: ReadonlyArray<string>) => {
  const records = texts.map((said, place) => ({
    ...text(`${archive}-${said}`, said, 1_767_600_000 + place),
    chatId: `7999000000${place}@c.us`
  }))
  const flags = ["--instance", instance, "--requested-at", "2026-03-04T00:00:00Z", "--archive", archive]
  return chatledger(folder, ["import", "-", ...flags], reply(...records)).code
}

beforeAll(async () => {
  server = await serveBucket("lake")
  expect([imported("one", "1101000001", "red", "green"), imported("two", "1101000002", "blue")]).toEqual([
    0, 0
  ])
})
afterAll(() => server.close())

describe("a dataset in a bucket", () => {
  it("answers as the archive does, and a second export writes nothing", async () => {
    expect((await exported("one")).stderr).toMatch(/^s3:\/\/lake\/a folder: \d+ files with \d+ rows written/m)
    const { stdout } = await words(inLake)
    expect(stdout).toBe((await words(["--archive", "one"])).stdout)
    expect(stdout).toContain("green")
    const fetched = (table: string) =>
      server.requests.some((request) => /^GET .*\.parquet$/.test(request) && request.includes(`/${table}/`))
    expect([fetched("messages"), fetched("message_revisions")]).toEqual([true, false])
    const asked = server.requests.length
    expect((await exported("one")).stderr).toContain("nothing has changed")
    expect(server.requests.slice(asked).filter((request) => !request.startsWith("GET"))).toEqual([])
    // What was read is kept: only logs are fetched again.
    const again = server.requests.length
    await words(inLake)
    expect(server.requests.slice(again).filter((request) => request.endsWith(".parquet"))).toEqual([])
  })

  it("takes the commits of archives that write at once, and workers read it", async () => {
    expect(imported("one", "1101000001", "yellow")).toBe(0)
    const both = await Promise.all([exported("one"), exported("two")])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const { stdout } = await words(inLake)
    for (const word of ["red", "blue", "yellow"]) expect(stdout).toContain(word)
    expect((await words([...inLake, "--workers", "2"])).stdout).toBe(stdout)
    const combined = [...server.objects.keys()].filter((key) => /\/all_(?:names|people)\/\w+=/.test(key))
    expect(combined.length).toBeGreaterThan(2)
  })

  it("shows a reader nothing of an export that failed before its record, and the next export completes it", async () => {
    const before = (await words(inLake)).stdout
    expect(imported("two", "1101000002", "purple")).toBe(0)
    server.faults.failing = /^PUT .*\/exported\/_delta_log/
    const failed = await exported("two")
    server.faults.failing = undefined
    expect([failed.code, failed.stderr]).toEqual([
      7,
      expect.stringContaining("access is denied (AccessDenied)")
    ])
    expect((await words(inLake)).stdout).toBe(before)
    expect((await exported("two")).code).toBe(0)
    expect((await words(inLake)).stdout).toContain("purple")
  })

  it("loses a forgotten chat, and its objects at once with --retention 0", async () => {
    const forgotten = ["forget", "--chat", "79990000000@c.us", "--archive", "one", "--execute"]
    expect((await run(forgotten)).code).toBe(0)
    const before = [...server.objects.keys()]
    expect((await exported("one", {}, "--retention", "0")).code).toBe(0)
    expect(before.some((key) => !server.objects.has(key))).toBe(true)
    expect((await words(inLake)).stdout).not.toContain("yellow")
  })

  it("names what is wrong, and changes nothing", async () => {
    expect(imported("one", "1101000001", "late")).toBe(0)
    const before = [...server.objects].map(([key, bytes]) => [key, bytes.toString("base64")])
    const refusals: ReadonlyArray<readonly [Readonly<Record<string, string>>, number, string]> = [
      [{ AWS_ACCESS_KEY_ID: "another" }, 7, "access is denied (InvalidAccessKeyId)"],
      [{ AWS_SECRET_ACCESS_KEY: "" }, 2, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"],
      [{ AWS_ENDPOINT_URL_S3: "ftp://host" }, 2, "AWS_ENDPOINT_URL_S3 is not an address"],
      [{ AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" }, 7, "it cannot be reached (ECONNREFUSED)"]
    ]
    for (const [more, code, sentence] of refusals) {
      const ran = await exported("one", more)
      expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(sentence)])
      expect(ran.stderr).not.toContain("a secret")
    }
    server.faults.isUnconditional = true
    const unconditional = await exported("one")
    server.faults.isUnconditional = false
    expect(unconditional.stderr).toContain("does not support conditional writes")
    const places: ReadonlyArray<readonly [string, string]> = [
      ["s3://lake/nothing", "there is no dataset"],
      ["s3://other/x", "there is no bucket other"],
      ["s3://UP_/x", "is not the address of a bucket"]
    ]
    for (const [place, sentence] of places)
      expect((await words(["--dataset", place])).stderr).toContain(sentence)
    const small = await words(inLake, { CHATLEDGER_DATASET_CACHE: "0.001MB" })
    expect(small.stderr).toContain("CHATLEDGER_DATASET_CACHE allows 0 MB")
    const isData = (key: string | undefined) => !/part-[\w-]+\.parquet$/.test(key ?? "")
    const after = [...server.objects].map(([key, bytes]) => [key, bytes.toString("base64")])
    expect(after.filter(([key]) => isData(key))).toEqual(before.filter(([key]) => isData(key)))
  })
})
