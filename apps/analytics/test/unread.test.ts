// What the service tells without what it is about: it changes nothing that was known before.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { committed, loaded, loadedInBatches } from "./loaded.ts"
import type { JsonObject } from "./model/record.ts"
import { own, question, reply, said, vote } from "./model/scene.ts"

const ann = "79990000001@c.us"
const bob = "79990000002@c.us"
const mark = "{{SWE001}}"

const reaction = (id: string, second: number, data: JsonObject): JsonObject =>
  said(ann, id, second, {
    typeMessage: "reactionMessage",
    quotedMessage: { stanzaId: "M", participant: bob },
    ...data
  })

layer(NodeServices.layer)("a reaction whose emoji cannot be read", (it) => {
  it.effect("leaves the one before it, and is an issue", () =>
    Effect.gen(function* () {
      const unread: ReadonlyArray<JsonObject> = [
        {},
        { extendedTextMessageData: null },
        { extendedTextMessageData: {} },
        { extendedTextMessageData: "👎" },
        { extendedTextMessageData: { text: null } },
        { extendedTextMessageData: { text: 5 } },
        { extendedTextMessageData: { text: mark } },
        { extendedTextMessageData: { text: "\ufe0f" } }
      ]
      const database = yield* loaded(
        [...unread, { extendedTextMessageData: { text: "" } }].map((data, place) =>
          reply(
            [
              reaction("R2", 20, data),
              reaction("R1", 10, { extendedTextMessageData: { text: "👍" } }),
              said(bob, "M", 1)
            ],
            { instanceId: String(place) }
          )
        )
      )
      const rows = yield* database.rows(
        `select instance_id, message_id, emoji, is_current from reactions order by instance_id, message_id`
      )
      expect(rows).toEqual([
        ...unread.map((_, place) => ({
          instance_id: String(place),
          message_id: "R1",
          emoji: "👍",
          is_current: true
        })),
        { instance_id: "8", message_id: "R1", emoji: "👍", is_current: false },
        { instance_id: "8", message_id: "R2", emoji: null, is_current: false }
      ])
      const issues = yield* database.rows(
        "select instance_id, code from issues where message_id = 'R2' order by instance_id"
      )
      expect(issues.map(({ code }) => code)).toEqual([
        ...["reaction_without_emoji", "reaction_without_emoji", "reaction_without_emoji", "field_type"],
        ...["reaction_without_emoji", "field_type", "reaction_without_emoji", "reaction_without_emoji"]
      ])
    })
  )
})

layer(NodeServices.layer)("a text that is not there any more", (it) => {
  it.effect("stays what it was, or what an edit says, in whatever order replies are loaded", () =>
    Effect.gen(function* () {
      const text = (id: string, textMessage: string, more: JsonObject = {}) =>
        said(ann, id, 100, { textMessage, ...more })
      const edit = (id: string, target: string, second: number, textMessage: string) =>
        said(ann, id, second, {
          typeMessage: "editedMessage",
          editedMessageData: { stanzaId: target, textMessage }
        })
      const refs = yield* committed([
        reply([
          text("A", "at 5"),
          text("B", "at 5"),
          text("C", "at 5"),
          text("D", "at 5"),
          text("E", "at 5")
        ]),
        reply(
          [
            edit("A2", "A", 200, "at 6"),
            edit("E2", "E", 200, mark),
            text("A", "", { isEdited: true }),
            text("B", "", { isEdited: true }),
            text("C", mark),
            said(ann, "D", 100, { typeMessage: "" })
          ],
          { requestedAt: 2_000_000 }
        )
      ])
      for (const order of [refs, refs.toReversed()]) {
        const database = yield* loadedInBatches(order.map((ref) => [ref]))
        const rows = yield* database.rows(
          "select message_id, text, is_edited from messages where is_content order by message_id"
        )
        expect(rows).toEqual([
          { message_id: "A", text: "at 6", is_edited: true },
          { message_id: "B", text: "at 5", is_edited: true },
          { message_id: "C", text: "at 5", is_edited: null },
          { message_id: "D", text: "at 5", is_edited: null },
          { message_id: "E", text: "at 5", is_edited: true }
        ])
      }
    }).pipe(Effect.scoped)
  )
})

layer(NodeServices.layer)("a file, a quote, a place, contacts or a poll that a later reply lacks", (it) => {
  it.effect("stays as the latest reply with it had it, in whatever order replies are loaded", () =>
    Effect.gen(function* () {
      const image = (fields: JsonObject) =>
        said(ann, "I", 100, {
          typeMessage: "imageMessage",
          caption: "",
          fileName: "",
          mimeType: "",
          ...fields
        })
      const file = { downloadUrl: "https://a.example/2", fileName: "2.jpg", mimeType: "image/jpeg" }
      const quoting = { stanzaId: "M", participant: bob, typeMessage: "textMessage", textMessage: "at 5?" }
      const refs = yield* committed([
        reply([
          image({ ...file, downloadUrl: "https://a.example/1", caption: "receipt", isForwarded: true }),
          said(ann, "Q", 100, { typeMessage: "quotedMessage", textMessage: "yes", quotedMessage: quoting }),
          said(ann, "L", 100, {
            typeMessage: "locationMessage",
            location: { nameLocation: "Park", latitude: 1, longitude: 2 }
          }),
          said(ann, "C", 100, { typeMessage: "contactMessage", contact: { displayName: "Bo", vcard: "" } }),
          said(ann, "P", 100, question("tea", "juice"))
        ]),
        reply([image(file)], { requestedAt: 2_000_000 }),
        reply([image({ ...file, downloadUrl: "", caption: "the bill" })], { requestedAt: 2_500_000 }),
        reply(
          [
            image({ caption: "the receipt" }),
            said(ann, "Q", 100, { typeMessage: "extendedTextMessage", textMessage: "yes" }),
            said(ann, "L", 100, { typeMessage: "" }),
            said(ann, "C", 100, { typeMessage: "contactMessage" }),
            said(ann, "P", 100, { typeMessage: "pollMessage", pollMessageData: { name: "", options: [] } })
          ],
          { requestedAt: 3_000_000 }
        )
      ])
      const [first, second, third, last] = refs
      const orders = [refs, refs.toReversed(), [last, third, first, second], [third, second, last, first]]
      for (const order of orders) {
        const database = yield* loadedInBatches(order.map((ref) => (ref === undefined ? [] : [ref])))
        expect(yield* database.rows("select download_url, file_name, mime_type, caption from media")).toEqual(
          [
            {
              download_url: "https://a.example/2",
              file_name: "2.jpg",
              mime_type: "image/jpeg",
              caption: "the receipt"
            }
          ]
        )
        expect(yield* database.rows("select name_location from locations")).toEqual([
          { name_location: "Park" }
        ])
        expect(yield* database.rows("select display_name from contacts")).toEqual([{ display_name: "Bo" }])
        expect(yield* database.rows("select quoted_message_id, quoted_text from quotes")).toEqual([
          { quoted_message_id: "M", quoted_text: "at 5?" }
        ])
        expect(
          yield* database.rows(
            "select poll_name, option_name from poll_options join polls using (poll_message_id) order by option_index"
          )
        ).toEqual([
          { poll_name: "?", option_name: "tea" },
          { poll_name: "?", option_name: "juice" }
        ])
        const rows = yield* database.rows(
          "select message_id, type_message, quoted_message_id, is_forwarded, text from messages order by message_id"
        )
        expect(rows.map((row) => Object.values(row))).toEqual([
          ["C", "contactMessage", null, null, null],
          ["I", "imageMessage", null, null, "the receipt"],
          ["L", "locationMessage", null, null, null],
          ["P", "pollMessage", null, null, null],
          ["Q", "quotedMessage", "M", null, "yes"]
        ])
      }
    }).pipe(Effect.scoped)
  )
})

layer(NodeServices.layer)("a status that a later reply lacks", (it) => {
  it.effect("stays, with its time, in whatever order replies are loaded", () =>
    Effect.gen(function* () {
      const sent = (timestamp: number, more: JsonObject) =>
        own("O", timestamp, { textMessage: "hi", ...more })
      const refs = yield* committed([
        reply([sent(100, { statusMessage: "sent" })]),
        reply([sent(160, { statusMessage: "read" })], { requestedAt: 2_000_000 }),
        reply([sent(100, { statusMessage: "" })], { requestedAt: 3_000_000 })
      ])
      for (const order of [refs, refs.toReversed()]) {
        const database = yield* loadedInBatches(order.map((ref) => [ref]))
        expect(
          yield* database.rows(
            "select status_message, epoch(status_at)::integer as at, epoch(sent_at)::integer as sent from messages"
          )
        ).toEqual([{ status_message: "read", at: 160, sent: 100 }])
      }
    }).pipe(Effect.scoped)
  )
})

layer(NodeServices.layer)("a name that could not be decrypted", (it) => {
  it.effect("is no name", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([said(ann, "B", 2, { senderName: mark }), said(ann, "A", 1, { senderName: "Ann" })])
      ])
      expect(yield* database.rows("select sender_name from senders")).toEqual([{ sender_name: "Ann" }])
    })
  )
})

layer(NodeServices.layer)("a name that is only the number", (it) => {
  it.effect("leaves the one before it, of messages and of the directory", () =>
    Effect.gen(function* () {
      const contact = (name: string) => ({ id: ann, name, contactName: "", type: "user" })
      const contacts = (requestedAt: number, ...entries: ReadonlyArray<JsonObject>) =>
        reply(entries, { journal: "contacts" as string as "incoming", requestedAt })
      const named = Effect.fnUntraced(function* (...replies: Parameters<typeof loaded>[0]) {
        const database = yield* loaded(replies)
        const rows = yield* database.rows("select id, name from names where name is not null order by id")
        return rows.map(({ id, name }) => [id, name])
      })
      const messages = reply([
        said(ann, "B", 2, { senderName: "+7 (999) 000-00-01" }),
        said(bob, "C", 2, { senderName: "79990000001" }),
        said(ann, "A", 1, { senderName: "Ann", senderContactName: "79990000001" })
      ])
      expect(yield* named(messages)).toEqual([
        [ann, "Ann"],
        [bob, "79990000001"]
      ])
      expect(
        yield* named(
          messages,
          contacts(1_000_000, contact("Ann L.")),
          contacts(2_000_000, contact("+79990000001"))
        )
      ).toEqual([
        [ann, "Ann L."],
        [bob, "79990000001"]
      ])
    })
  )
})

layer(NodeServices.layer)("an incoming message of a private chat that names another sender", (it) => {
  it.effect("is of the other side, without the name; what was sent stays in extra", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        reply([
          said(bob, "B", 2, { chatId: ann, senderName: "Me" }),
          said(ann, "A", 1, { chatId: ann, senderName: "Ann" })
        ])
      ])
      const rows = yield* database.rows(
        "select message_id, sender_id, sender_name, extra ->> '$.senderId' as told from messages order by message_id"
      )
      expect(rows).toEqual([
        { message_id: "A", sender_id: ann, sender_name: "Ann", told: null },
        { message_id: "B", sender_id: ann, sender_name: null, told: bob }
      ])
      expect(yield* database.rows("select message_id, code from issues")).toEqual([
        { message_id: "B", code: "private_chat_of_another_sender" }
      ])
    })
  )
})

layer(NodeServices.layer)("an option of a poll", (it) => {
  const votesFor = Effect.fnUntraced(function* (
    options: ReadonlyArray<string>,
    ...voted: ReadonlyArray<string>
  ) {
    const database = yield* loaded([
      reply([
        ...voted.map((option, place) =>
          said(`${place}@c.us`, `V${place}`, 20 + place, vote("P", { [option]: [`${place}@c.us`] }))
        ),
        said(ann, "P", 10, question(...options))
      ])
    ])
    const rows = yield* database.rows(
      `select o.option_name, count(v.voter_id)::integer as votes
       from poll_options as o left join poll_votes as v using (poll_message_id, option_name)
       group by o.option_name, o.option_index order by o.option_index`
    )
    return rows.map((row) => [row["option_name"], row["votes"]])
  })

  it.effect("has the votes of updates that write it without its blanks, or in other code points", () =>
    Effect.gen(function* () {
      expect(yield* votesFor(["Yes ", "Май"], "Yes", "Ма\u0438\u0306", "Yes ")).toEqual([
        ["Yes ", 2],
        ["Май", 1]
      ])
      expect(yield* votesFor(["Yes", "Yes "], "Yes", "Yes ", "Yes")).toEqual([
        ["Yes", 2],
        ["Yes ", 1]
      ])
    })
  )

  it.effect("that the service does not find is the one with a blank at its end, if there is one", () =>
    Effect.gen(function* () {
      expect(yield* votesFor(["Mon ", "Tue"], "Unknown")).toEqual([
        ["Mon ", 1],
        ["Tue", 0]
      ])
      expect(yield* votesFor(["Mon ", "Tue "], "Unknown")).toEqual([
        ["Mon ", 0],
        ["Tue ", 0],
        ["Unknown", 1]
      ])
      expect(yield* votesFor(["Mon ", "Unknown"], "Unknown")).toEqual([
        ["Mon ", 0],
        ["Unknown", 1]
      ])
      expect(yield* votesFor(["Mon", mark], "Mon", mark)).toEqual([
        ["Mon", 1],
        [mark, 0]
      ])
    })
  )
})

layer(NodeServices.layer)("a shared contact without a name", (it) => {
  it.effect("has the name of its vCard", () =>
    Effect.gen(function* () {
      const card = (name: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\n${name}\r\nEND:VCARD`
      const lines = [
        ["FN:Ann Lee", "Ann Lee"],
        ["item1.FN;CHARSET=UTF-8:Lee\\, Ann ", "Lee, Ann"],
        ["fn:", null],
        ["FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90", null],
        ["NOTE:FN:no", null]
      ] as const
      const database = yield* loaded([
        reply([
          said(ann, "M", 1, {
            typeMessage: "contactsArrayMessage",
            contacts: [
              { displayName: "Own", vcard: card("FN:Other") },
              ...lines.map(([line]) => ({ displayName: "", vcard: card(line) }))
            ]
          })
        ])
      ])
      const rows = yield* database.rows("select display_name from contacts order by contact_index")
      expect(rows.map((row) => row["display_name"])).toEqual(["Own", ...lines.map(([, name]) => name)])
    })
  )
})
