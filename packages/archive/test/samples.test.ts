// Replies that people have saved.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { savedReplies } from "../../core/test/saved-replies.ts"
import { ReplyReader } from "../src/index.ts"
import { importer } from "./imports.ts"

const files = savedReplies()

const isReply = (bytes: Uint8Array): boolean => {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString())
  return (
    Array.isArray(value) &&
    value.every((record) => typeof Reflect.get(Object(record), "typeMessage") === "string")
  )
}

describe("a saved file", () => {
  for (const { name, bytes } of files)
    it.effect(`is kept as it is if it is a reply, and refused if not: ${name}`, () =>
      Effect.gen(function* () {
        const { importFile, refusal, kept } = yield* importer
        if (!isReply(bytes)) {
          assert.match(
            (yield* refusal(name, bytes, { journal: "history" })).message,
            /not_list|object_not_list|no_types|one_record|is_html/
          )
          return
        }
        yield* importFile(name, bytes, { journal: "history" })
        assert.deepStrictEqual(
          (yield* kept).map(({ body }) => Buffer.from(body)),
          [bytes]
        )
        const records: Array<unknown> = []
        const reader = new ReplyReader(({ parsed }) => records.push(parsed.value))
        reader.push(bytes)
        assert.strictEqual(reader.end().recordCount, records.length)
        assert.deepStrictEqual(records, JSON.parse(bytes.toString()))
      }).pipe(Effect.provide(NodeServices.layer))
    )
})
