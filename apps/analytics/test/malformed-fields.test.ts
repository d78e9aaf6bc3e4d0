import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { loaded } from "./loaded.ts"
import { reply } from "./model/scene.ts"

/** JSON texts of values of another kind than documented; a text that JSON.parse would round among them. */
const otherKinds = {
  text: ["5", "true", "[]", '{"a":"b"}', "12345678901234567890"],
  flag: ['"true"', "1", "{}", "12345678901234567890"],
  whole: ['"5"', "1.5", "3000000000", "true", "12345678901234567890"],
  number: ['"1"', "[1]", "true"],
  object: ['"x"', "5", "[]", "false", "12345678901234567890"],
  list: ['"x"', "5", '{"a":1}', "12345678901234567890"]
} as const

type Kind = keyof typeof otherKinds

const forwarding = { isForwarded: "flag", forwardingScore: "whole" } as const

const inside = (object: string, kinds: Readonly<Record<string, Kind>>) => ({
  [object]: "object" as const,
  ...Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${object}.${name}`, kind]))
})

const preview =
  "text description title previewType jpegThumbnail mediaType sourceId sourceType sourceUrl thumbnailUrl " +
  "stanzaId participant"

const texts = (names: string): Readonly<Record<string, Kind>> =>
  Object.fromEntries(names.split(" ").map((name) => [name, "text" as const]))

const file: Readonly<Record<string, Kind>> = {
  ...texts("downloadUrl caption fileName jpegThumbnail mimeType"),
  isAnimated: "flag",
  videoNote: "flag"
}

/** Every documented field with its kind, by type; a dot stands before a field of an object. */
const documented: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  textMessage: {
    ...texts("type idMessage chatId senderId senderName senderContactName statusMessage"),
    ...texts("editedMessageId deletedMessageId textMessage"),
    ...forwarding,
    timestamp: "whole",
    sendByApi: "flag",
    isEdited: "flag",
    isDeleted: "flag",
    ...inside("quotedMessage", texts("stanzaId participant"))
  },
  extendedTextMessage: {
    textMessage: "text",
    ...inside("extendedTextMessage", { ...texts(preview), ...forwarding })
  },
  quotedMessage: inside("extendedTextMessage", { ...texts("text stanzaId participant"), ...forwarding }),
  imageMessage: file,
  videoMessage: file,
  documentMessage: file,
  audioMessage: file,
  stickerMessage: file,
  locationMessage: inside("location", {
    ...texts("nameLocation address jpegThumbnail"),
    latitude: "number",
    longitude: "number",
    ...forwarding
  }),
  contactMessage: inside("contact", { ...texts("displayName vcard"), ...forwarding }),
  contactsArrayMessage: { contacts: "list" },
  reactionMessage: inside("extendedTextMessageData", texts("text")),
  pollMessage: inside("pollMessageData", { name: "text", options: "list", multipleAnswers: "flag" }),
  pollUpdateMessage: inside("pollMessageData", {
    stanzaId: "text",
    name: "text",
    votes: "list",
    multipleAnswers: "flag"
  }),
  incomingBlock: texts("chatState"),
  deletedMessage: inside("deletedMessageData", texts("stanzaId")),
  editedMessage: inside("editedMessageData", texts("textMessage caption stanzaId"))
}

/** The JSON text of an object with one field, or of an object in it. */
const around = (path: string, value: string): string =>
  path
    .split(".")
    .reverse()
    .reduce((inner, name) => `{"${name}":${inner}}`, value)

type Misfit = { readonly type: string; readonly path: string; readonly value: string }

/** Ids may be integers. */
const isFit = (path: string, value: string): boolean =>
  /(?:^idMessage|^chatId|^senderId|stanzaId|participant|^editedMessageId|^deletedMessageId)$/.test(path) &&
  /^-?\d+$/.test(value)

const misfits: ReadonlyArray<Misfit> = Object.entries(documented).flatMap(([type, fields]) =>
  Object.entries(fields).flatMap(([path, kind]) =>
    otherKinds[kind]
      .filter((value) => !(path === "timestamp" && (value === '"5"' || value === "3000000000")))
      .filter((value) => !isFit(path, value))
      .map((value) => ({ type, path, value }))
  )
)

const recordOf = ({ type, path, value }: Misfit, index: number): string => {
  const common = { type: '"incoming"', idMessage: `"${index}"`, chatId: '"g@g.us"', senderId: '"p@c.us"' }
  const [outer = ""] = path.split(".")
  const members = Object.entries({ ...common, timestamp: "1700000000", typeMessage: `"${type}"` })
    .filter(([name]) => name !== outer)
    .map(([name, text]) => `"${name}":${text}`)
  return `{${members.join(",")},${around(path, value).slice(1, -1)}}`
}

layer(NodeServices.layer)("a field of another kind than documented", (it) => {
  it.effect("is an issue, is in extra digit by digit, and affects nothing else", () =>
    Effect.gen(function* () {
      const body = `[${misfits.map(recordOf).join(",\n")}]`
      const database = yield* loaded([reply([], { body })])
      const rows = yield* database.rows(
        `select m.sender_id, m.extra, i.position, i.code, i.detail, i.raw
         from messages as m
         full join issues as i on i.message_id = m.message_id
         where i.code <> 'poll_update_without_votes'`
      )
      const byPlace = new Map(rows.map((row) => [Number(row["position"]), row]))
      expect(rows.length).toBe(misfits.length)
      for (const [index, misfit] of misfits.entries()) {
        const name = `${misfit.type} ${misfit.path} ${misfit.value}`
        const row = byPlace.get(index)
        expect(row?.["code"], name).toBe("field_type")
        expect(row?.["detail"], name).toContain(`\`${misfit.path}\``)
        expect(row?.["extra"], name).toBe(around(misfit.path, misfit.value))
        expect(row?.["sender_id"], name).toBe(misfit.path === "senderId" ? null : "p@c.us")
      }
    })
  )

  it.effect("leaves the tables of its type as if it were not there", () =>
    Effect.gen(function* () {
      const nothing = misfits.map((misfit) => ({ ...misfit, value: "null" }))
      const database = yield* loaded([
        reply([], { instanceId: "1", body: `[${misfits.map(recordOf).join(",")}]` }),
        reply([], { instanceId: "2", body: `[${nothing.map(recordOf).join(",")}]` })
      ])
      const compared = {
        media: "message_id",
        link_previews: "message_id",
        locations: "message_id",
        contacts: "message_id",
        reactions: "message_id",
        poll_votes: "message_id"
      }
      for (const [table, key] of Object.entries(compared)) {
        const of = (instance: string) =>
          database.rows(
            `select * exclude (instance_id) from ${table}
             where instance_id = '${instance}' and ${key} not like 'hash:%' order by all`
          )
        expect(yield* of("1"), table).toEqual(yield* of("2"))
      }
    })
  )
})

layer(NodeServices.layer)("integers beyond 2^53", (it) => {
  it.effect("keep their digits everywhere", () =>
    Effect.gen(function* () {
      const digits = "123456789012345678901234567890"
      const body = `[{"typeMessage":"textMessage","idMessage":"A","new":${digits},"deep":[{"x":-${digits}}]}]`
      const quoting =
        `[{"typeMessage":"quotedMessage","idMessage":"B",` +
        `"quotedMessage":{"stanzaId":"Q","big":${digits}},"other":9007199254740993}]`
      const database = yield* loaded([reply([], { body }), reply([], { body: quoting })])
      const extras = yield* database.rows("select extra from messages order by message_id")
      expect(extras.map(({ extra }) => extra)).toEqual([
        `{"new":${digits},"deep":[{"x":-${digits}}]}`,
        '{"other":9007199254740993}'
      ])
      const [quote] = yield* database.rows("select quoted_payload from quotes")
      expect(quote?.["quoted_payload"]).toContain(`"big":${digits}`)
    })
  )
})
