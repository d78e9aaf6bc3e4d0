import { type Random, randomFrom } from "@chatledger/sample-account"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { breadth } from "./breadth.ts"
import { committed, loadedInBatches, type SavedReply } from "./loaded.ts"
import { generateAccount } from "./model/generator.ts"

const REPLIES = 100

/** `CHATLEDGER_DAMAGED=7` runs the seed of a failure only; a seed is 100 replies with 1 to 9 damages each. */
const seeds =
  process.env["CHATLEDGER_DAMAGED"] === undefined
    ? Array.from({ length: breadth(1, 4) }, (_, seed) => seed)
    : process.env["CHATLEDGER_DAMAGED"].split(",").map(Number)

const scraps = [
  ...'"\\{}[],:\n\r\t\u0000\u0001\u001f-.eE0',
  "null",
  '"__proto__":{},',
  '"textMessage":5,',
  "\\ud800",
  "\\u0000",
  "1e999",
  "99999999999999999999",
  "\ufeff"
].map((text) => Buffer.from(text))

/** The bytes with one damage: bits flipped, something taken out, repeated, moved or put in. */
const damaged = (random: Random, body: Buffer): Buffer => {
  if (body.length === 0) return Buffer.from(random.pick(scraps))
  const at = random.between(0, body.length - 1)
  const length = random.pick([1, 1, 2, 5, 30, 200])
  const [head, slice, tail] = [
    body.subarray(0, at),
    body.subarray(at, at + length),
    body.subarray(at + length)
  ]
  switch (random.weighted({ flip: 4, remove: 2, repeat: 2, move: 1, insert: 4, cut: 0.3, invalid: 1 })) {
    case "flip": {
      const flipped = Buffer.from(body)
      flipped[at] = (body[at] ?? 0) ^ (1 << random.between(0, 7))
      return flipped
    }
    case "remove":
      return Buffer.concat([head, tail])
    case "repeat":
      return Buffer.concat([head, slice, slice, tail])
    case "move":
      return Buffer.concat([tail, slice, head])
    case "insert":
      return Buffer.concat([head, random.pick(scraps), slice, tail])
    case "cut":
      return Buffer.from(head)
    case "invalid":
      return Buffer.concat([head, Buffer.from([random.between(0x80, 0xff)]), tail])
  }
}

const damagedReplies = (seed: number): ReadonlyArray<SavedReply> => {
  const random = randomFrom(seed)
  const replies: Array<SavedReply> = []
  for (let account = 0; replies.length < REPLIES; account++)
    for (const reply of generateAccount(seed * 1000 + account, { events: 40, instances: 1 }).replies) {
      let body: Buffer = Buffer.from(reply.body)
      const damages = random.between(1, 9)
      for (let count = 0; count < damages; count++) body = damaged(random, body)
      replies.push({ ...reply, requestedAt: reply.requestedAt + replies.length, body })
    }
  return replies.slice(0, REPLIES)
}

layer(NodeServices.layer)("replies that were damaged in any way", (it) => {
  for (const seed of seeds)
    it.effect(
      `load without an error, and every record is a row or is told of: CHATLEDGER_DAMAGED=${seed}`,
      () =>
        Effect.gen(function* () {
          const refs = yield* committed(damagedReplies(seed))
          const database = yield* loadedInBatches([refs.slice(0, 60), refs.slice(60)])
          const [counts] = yield* database.rows(
            `select
             (select count(*) from snapshots) as snapshots,
             (select sum(message_count) from snapshots)
               = (select count(*) from ledger.observations) as every_message_is_observed,
             (select count(*) from messages)
               = (select count(distinct (instance_id, chat_id, message_id)) from ledger.observations)
               as every_message_is_a_row,
             (select sum(n.record_count - s.message_count)
              from ledger.snapshots as n
              join snapshots as s on s.instance_id = n.instance_id and s.snapshot_id = n.snapshot_id)
               = (select count(distinct (i.instance_id, i.snapshot_id, i.position))
                  from issues as i
                  where i.code in ('not_an_object', 'missing_record', 'not_json', 'record_too_large', 'too_deep')
                    or (i.code = 'reply_is_cut' and i.raw is not null)) as every_other_record_is_told_of,
             (select count(*) from issues) > 50 as there_are_issues`
          )
          expect(counts).toEqual({
            snapshots: BigInt(REPLIES),
            every_message_is_observed: true,
            every_message_is_a_row: true,
            every_other_record_is_told_of: true,
            there_are_issues: true
          })
        })
    )
})
