// Transcripts are written while the next lines are made: in order, and no further than the first failure.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { assert, describe } from "vitest"
import { transcripts, writeTranscripts } from "../../src/transcript/transcript.ts"
import { loaded } from "../loaded.ts"
import { reply, said } from "../model/scene.ts"

const CHATS = 3
const MESSAGES = 12_000
const chatOf = (number: number) => `7900000000${number % CHATS}@c.us`

const many = reply(
  Array.from({ length: MESSAGES }, (_, number) =>
    said(chatOf(number), `M${number}`, 1_767_600_000 + number, {
      chatId: chatOf(number),
      textMessage: `message ${number} `.repeat(10)
    })
  ).toReversed(),
  { instanceId: "1101000001" }
)

const prepared = Effect.flatMap(loaded([many]), (database) =>
  transcripts(database, {
    timeZone: "UTC",
    locale: "en",
    format: "txt",
    program: "test",
    thumbnails: false,
    ownNames: new Map()
  })
)

describe("transcripts of many messages", () => {
  layer(NodeServices.layer)((it) => {
    it.effect("are written file by file, each piece after the one before, however long one takes", () =>
      Effect.gen(function* () {
        const steps: Array<string> = []
        const texts = new Map<string, string>()
        const slowly = (step: string) =>
          Effect.gen(function* () {
            steps.push(`${step} begins`)
            for (let turn = 0; turn < 50; turn += 1) yield* Effect.yieldNow
            steps.push(`${step} ends`)
          })
        const made = yield* prepared
        yield* writeTranscripts(made, false, ({ file }) =>
          Effect.succeed({
            write: (text: string) => {
              texts.set(file, (texts.get(file) ?? "") + text)
              return slowly(`${file} write`)
            },
            end: slowly(`${file} end`)
          })
        )
        const begun = steps.filter((_, place) => place % 2 === 0)
        assert.deepStrictEqual(
          steps,
          begun.flatMap((step) => [step, step.replace(/begins$/, "ends")])
        )
        assert.deepStrictEqual(
          begun.filter((step) => step.endsWith("end begins")),
          made.chats.map(({ file }) => `${file} end begins`)
        )
        assert.isAbove(begun.length, 3 * CHATS)
        const numbers = [...texts.values()].map((text) =>
          [...text.matchAll(/message (\d+) message/g)].map(([, number]) => Number(number))
        )
        for (const found of numbers)
          assert.deepStrictEqual(
            found,
            found.toSorted((a, b) => a - b)
          )
        assert.strictEqual(new Set(numbers.flat()).size, MESSAGES)
      })
    )

    it.effect(
      "stop at the first piece that cannot be written, and leave the tables in use for the next",
      () =>
        Effect.gen(function* () {
          let pieces = 0
          const made = yield* prepared
          const error = yield* Effect.flip(
            writeTranscripts(made, false, () =>
              Effect.succeed({
                write: () =>
                  Effect.suspend(() => {
                    pieces += 1
                    return pieces === 2 ? Effect.fail("the disk is full" as const) : Effect.void
                  }),
                end: Effect.void
              })
            )
          )
          assert.strictEqual(error, "the disk is full")
          assert.strictEqual(pieces, 2)
          const [row] = yield* made.database.rows("select count(*)::integer as messages from messages")
          assert.strictEqual(row?.["messages"], MESSAGES)
        })
    )
  })
})
