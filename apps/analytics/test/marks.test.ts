// Edits and deletions that come as marks alone: what they do to the messages that they name, whatever arrives first.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { committed, loadedInBatches } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, reply, said } from "./model/scene.ts"
import { ordersOf } from "./orders.ts"

const ann = "79991110001@c.us"
const bob = "79991110002@c.us"
const carl = "79991110003@c.us"
const hidden = "99887766554433@lid"

const edit = (text: string, timestamp: number, fields: JsonObject = {}) =>
  said(ann, `E${timestamp}`, timestamp, {
    typeMessage: "editedMessage",
    editedMessageData: { textMessage: text, stanzaId: "M" },
    ...fields
  })
const deletion = (sender: string, timestamp: number) =>
  said(sender, `D${timestamp}`, timestamp, {
    typeMessage: "deletedMessage",
    deletedMessageData: { stanzaId: "M" }
  })
const original = (fields: JsonObject = {}) => said(ann, "M", 100, { textMessage: "five", ...fields })
const image = { typeMessage: "imageMessage", textMessage: null, caption: "a cat", fileName: "cat.jpg" }
const privately = { chatId: ann }

/** Records of as many replies, each an hour after the other; what is found of the message M. */
interface Scene {
  readonly says: string
  readonly records: ReadonlyArray<JsonObject>
  readonly found: string
  readonly states: ReadonlyArray<string>
  readonly issues?: number
}

const scenes: ReadonlyArray<Scene> = [
  {
    says: "an edit changes the text",
    records: [original(), edit("six", 200)],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "an edit may have its text as a link has it",
    records: [
      original(),
      edit("", 200, { editedMessageData: { stanzaId: "M", extendedTextMessage: { text: "six" } } })
    ],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "an edit with the id of its message does not replace it",
    records: [original(), edit("six", 200, { idMessage: "M" }), edit("seven", 300, { idMessage: "M" })],
    found: "seven true null",
    states: ["five", "six", "seven"]
  },
  {
    says: "nor does one that names its message beside the text",
    records: [
      original(),
      edit("six", 200, { idMessage: "M", editedMessageId: "M", editedMessageData: { textMessage: "six" } })
    ],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "a deletion with the id of its message does not replace it",
    records: [original(), { ...deletion(ann, 200), idMessage: "M" }],
    found: "five null true",
    states: ["five", "five"]
  },
  {
    says: "of two edits the later one counts, whichever arrives first",
    records: [original(), edit("seven", 300), edit("six", 200)],
    found: "seven true null",
    states: ["five", "six", "seven"]
  },
  {
    says: "an edit waits for its message",
    records: [edit("six", 200), original({ isEdited: false })],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "what the message shows of itself is no further state",
    records: [
      original(),
      edit("six", 200),
      original({ textMessage: "six", isEdited: true, editedMessageId: "E200" })
    ],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "an edit that the message does not show yet is later",
    records: [
      original({ textMessage: "six", isEdited: true, editedMessageId: "E200" }),
      edit("six", 200),
      edit("seven", 300)
    ],
    found: "seven true null",
    states: ["six", "seven"]
  },
  {
    says: "a deletion keeps the text, and may be an admin's",
    records: [original(), deletion(bob, 200)],
    found: "five null true",
    states: ["five", "five"]
  },
  {
    says: "an edit that arrives after the deletion is seen",
    records: [deletion(ann, 300), original(), edit("six", 200)],
    found: "six true true",
    states: ["five", "six", "six"]
  },
  {
    says: "an edit of somebody else changes nothing and is an issue",
    records: [original(), edit("six", 200, { senderId: bob })],
    found: "five null null",
    states: ["five"],
    issues: 1
  },
  {
    says: "so is one of the other side of a private chat",
    records: [original(privately), own("E200", 200, { ...edit("six", 200), ...privately, type: "outgoing" })],
    found: "five null null",
    states: ["five"],
    issues: 1
  },
  {
    says: "a number and a hidden id may be one person",
    records: [original(privately), edit("six", 200, { ...privately, senderId: hidden })],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "a private chat under its hidden id is the chat under its number",
    records: [original(privately), edit("six", 200, { chatId: hidden })],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "also where only a later message tells that it is",
    records: [
      original(privately),
      edit("six", 200, { chatId: hidden, senderId: hidden }),
      said(ann, "L", 300, { chatId: hidden })
    ],
    found: "six true null",
    states: ["five", "six"]
  },
  {
    says: "but not where messages tell of two numbers",
    records: [
      original({ chatId: carl, senderId: carl }),
      edit("six", 200, { chatId: "99887766554434@lid", senderId: carl }),
      said(bob, "N", 300, { chatId: "99887766554434@lid" })
    ],
    found: "five null null",
    states: ["five"]
  },
  {
    says: "a deletion that the message tells of itself keeps the text, too",
    records: [original(), original({ textMessage: "", isDeleted: true, deletedMessageId: "D" })],
    found: "five null true",
    states: ["five"]
  },
  {
    says: "and that of the edit before it",
    records: [
      original(),
      edit("six", 200),
      original({ textMessage: null, isEdited: true, isDeleted: true, deletedMessageId: "D" })
    ],
    found: "six true true",
    states: ["five", "six"]
  },
  {
    says: "own messages are edited, and their status goes on",
    records: [
      own("M", 100, { textMessage: "five", statusMessage: "sent" }),
      own("E200", 200, {
        typeMessage: "editedMessage",
        editedMessageData: { textMessage: "six", stanzaId: "M" }
      }),
      own("M", 150, { textMessage: "five", statusMessage: "read" })
    ],
    found: "six true null",
    states: ["five", "five", "six"]
  },
  {
    says: "a mark of another chat is about another message",
    records: [original(), edit("six", 200, { chatId: bob })],
    found: "five null null",
    states: ["five"]
  },
  {
    says: "captions are edited, too",
    records: [original(image), edit("", 200, { editedMessageData: { caption: "a dog", stanzaId: "M" } })],
    found: "a dog true null a dog",
    states: ["a cat", "a dog"]
  }
]

const messages = `
  select m.instance_id, concat_ws(' ', m.text, coalesce(m.is_edited::varchar, 'null'), coalesce(m.is_deleted::varchar, 'null'), f.caption) as found,
    (select count(*) from message_revisions as r where r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = 'M')
      = m.revision_count as is_counted,
    (select string_agg(r.text, '|' order by r.revision) from message_revisions as r
      where r.instance_id = m.instance_id and r.chat_id = m.chat_id and r.message_id = 'M') as states,
    (select count(*) from issues as i where i.instance_id = m.instance_id and i.code = 'edit_by_another_sender') as issues
  from messages as m left join media as f using (instance_id, chat_id, message_id) where m.message_id = 'M'`

layer(NodeServices.layer)("edits and deletions", (it) => {
  it.effect("change the message that they name, in whatever order replies are loaded", () =>
    Effect.gen(function* () {
      const turns = [0, 1, 2].map((turn) =>
        scenes.flatMap(({ records }, scene) => {
          const record = records[turn]
          if (record === undefined) return []
          const requestedAt = 1_000_000 + turn * 3_600_000
          return [reply([record], { instanceId: String(scene), requestedAt, journal: "history" })]
        })
      )
      const refs = yield* committed(turns.flat())
      const batches = turns.map((turn, place) => {
        const before = turns.slice(0, place).flat().length
        return refs.slice(before, before + turn.length)
      })
      for (const order of ordersOf(batches)) {
        const rows = yield* (yield* loadedInBatches(order)).rows(messages)
        for (const [scene, { found, issues = 0, says, states }] of scenes.entries()) {
          const row = rows.find(({ instance_id }) => instance_id === String(scene))
          expect([row?.["found"], String(row?.["states"]).split("|"), Number(row?.["issues"])], says).toEqual(
            [found, states, issues]
          )
          expect(row?.["is_counted"], says).toBe(true)
        }
      }
    }).pipe(Effect.scoped)
  )

  it.effect("are seen first when an older reply, loaded late, shows them as a message of another type", () =>
    Effect.gen(function* () {
      const message = said("a@c.us", "M", 10)
      const deletion = said("a@c.us", "D", 20, {
        typeMessage: "deletedMessage",
        deletedMessageData: { stanzaId: "M" }
      })
      const refs = yield* committed([
        reply([deletion, message], { requestedAt: 2_000_000 }),
        reply([said("a@c.us", "D", 20)], { requestedAt: 1_000_000 })
      ])
      const orders = [refs, refs.toReversed()].map((order) => order.map((ref) => [ref]))
      const states = yield* Effect.forEach(orders, (order) =>
        Effect.flatMap(loadedInBatches(order), (database) =>
          database.rows(
            "select mark_message_id, epoch(observed_at) as observed_at, snapshot_id from message_revisions where message_id = 'M' order by revision"
          )
        )
      )
      expect(states[0]).toMatchObject([
        { mark_message_id: null, observed_at: 2000 },
        { mark_message_id: "D", observed_at: 1000 }
      ])
      expect(states[1]).toEqual(states[0])
    }).pipe(Effect.scoped)
  )
})
