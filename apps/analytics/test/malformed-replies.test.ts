import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { loaded, type SavedReply } from "./loaded.ts"
import { bytes, record } from "./malformed-records.ts"

const [a, b, c] = ["A", "B", "C"].map((id) => record(id, "textMessage", `"textMessage":"${id}"`))

/** A whole reply: the messages that are read from it, and its issues with their positions. */
type MalformedReply = {
  readonly body: string | Uint8Array
  readonly ids: string
  readonly issues?: ReadonlyArray<readonly [position: number, code: string]>
}

const replies: Readonly<Record<string, MalformedReply>> = {
  "nothing at all": { body: "", ids: "" },
  "an empty array": { body: "[]", ids: "" },
  "an empty array with blanks around": { body: " \r\n[ \t\n ] \n", ids: "" },
  "an array over many lines": {
    body: `[\r\n  ${a?.replaceAll(",", ",\r\n    ")},\n\n\t${b}\n]\n`,
    ids: "A B"
  },
  "an array after a byte-order mark": { body: bytes([0xef, 0xbb, 0xbf], `[${a},${b}]`), ids: "A B" },
  "a record a line, with empty lines and CRLF": { body: `${a}\r\n\r\n${b}\r\n`, ids: "A B" },
  "a record a line, one of them bad": {
    body: `${a}\nnot a record\n${b}\n`,
    ids: "A B",
    issues: [[1, "not_json"]]
  },
  "an array that ends inside a record": {
    body: `[${a},${b},{"idMessage":"C","textMessage":"unfini`,
    ids: "A B",
    issues: [[2, "reply_is_cut"]]
  },
  "an array that ends between records": {
    body: `[${a},${b}`,
    ids: "A B",
    issues: [[2, "reply_is_cut"]]
  },
  "an array with something after its end": {
    body: `[${a}]\n<html>${b}</html>`,
    ids: "A",
    issues: [[1, "bytes_after_reply"]]
  },
  "an array with a comma after its last record": {
    body: `[${a},${b},]`,
    ids: "A B",
    issues: [[2, "missing_record"]]
  },
  "records that nothing stands between": {
    body: `[null,,${a},5,"x",${b},[${c}]]`,
    ids: "A B",
    issues: [
      [0, "not_an_object"],
      [1, "missing_record"],
      [3, "not_an_object"],
      [4, "not_an_object"],
      [6, "not_an_object"]
    ]
  }
}

const names = Object.keys(replies)

const savedReply = (name: string, index: number): SavedReply => ({
  instanceId: `${index}`,
  journal: "incoming",
  requestedAt: 1_700_000_100_000 + index,
  requestedAtIsGuess: false,
  minutes: null,
  body: replies[name]?.body ?? ""
})

layer(NodeServices.layer)("a reply that is not as it should be", (it) => {
  it.effect("returns the records that can be read, and the places of the others", () =>
    Effect.gen(function* () {
      const database = yield* loaded(names.map(savedReply))
      for (const [index, name] of names.entries()) {
        const of = { instance: `${index}` }
        const messages = yield* database.rows(
          "select message_id from messages where instance_id = $instance order by message_id",
          of
        )
        const issues = yield* database.rows(
          "select position, code from issues where instance_id = $instance order by position",
          of
        )
        const snapshots = yield* database.rows(
          "select message_count from snapshots where instance_id = $instance",
          of
        )
        expect(messages.map((row) => row["message_id"]).join(" "), name).toBe(replies[name]?.ids)
        expect(
          issues.map((issue) => [Number(issue["position"]), issue["code"]]),
          name
        ).toEqual(replies[name]?.issues ?? [])
        expect(snapshots, name).toEqual([{ message_count: BigInt(messages.length) }])
      }
    })
  )
})
