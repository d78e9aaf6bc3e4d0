// Whether an answer of an engine failed here or there.
import { describe, expect, it } from "vitest"
import { notStored } from "../src/engine/failed.ts"

const failed = (fields: object) => notStored(Object.assign(new Error("it failed"), fields))

describe("an answer of an engine that fails", () => {
  it.each([
    ["a full disk", { code: "ENOSPC", syscall: "write" }],
    ["a quota that is used up", { code: "EDQUOT", syscall: "write" }],
    ["a folder that may not be written", { code: "EACCES", syscall: "open", path: "/srv/tmp/answer.parquet" }]
  ])("is named after the folder here for %s", (_, error) => {
    expect(failed(error)).toEqual({ code: "engine_answer_not_stored", why: error.code })
  })

  it.each([
    ["a connection that is refused", { code: "ECONNREFUSED", syscall: "connect" }],
    ["a connection that breaks while something is sent", { code: "ECONNRESET", syscall: "write" }],
    ["an error of the query", { code: "60" }],
    ["an error without a code", {}]
  ])("is left to the server for %s", (_, error) => {
    expect(failed(error)).toBeUndefined()
  })
})
