// What the files of sql/tables say of their rows holds: invariants, and no column that nothing fills.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import { brokenInvariants } from "../src/tables/invariants.ts"
import { tableFiles, tables } from "../src/tables/tables.ts"
import { loaded, type SavedReply } from "./loaded.ts"
import { repliesOfSeeds } from "./many-accounts.ts"
import { reply, said } from "./model/scene.ts"
import { exported } from "./phone-exports.ts"
import { other, state, status } from "./webhooks.ts"

/** What made accounts do not have. */
const rarities = reply([
  said("a@c.us", "A", 1, {
    typeMessage: "extendedTextMessage",
    extendedTextMessage: { text: "link", title: "T", jpegThumbnail: "/9j/" }
  }),
  said("a@c.us", "B", 2, { quotedMessage: { stanzaId: "A", textMessage: "link", jpegThumbnail: "/9j/" } }),
  said("a@c.us", "C", 3, { isEdited: "yes" })
])

const ofMax = reply(
  [
    said("40000001", "D", 4, {
      chatId: "-70000000000001",
      typeMessage: "imageMessage",
      downloadUrl: "https://media.example/a.webp",
      downloadUrlJpeg: "https://media.example/a.jpeg",
      chatType: "group",
      senderType: "user",
      senderPhoneNumber: 79990000001,
      isRead: true,
      isReadTimestamp: 9
    }),
    said("40000001", "E", 5, {
      chatId: "-70000000000001",
      typeMessage: "pollMessage",
      pollMessageData: { name: "When?", options: [{ optionName: "now" }], allowToChangeAnswer: true }
    })
  ],
  { instanceId: "3100000001" }
)

const told = (journal: string, value: unknown, requestedAt: number): SavedReply => ({
  instanceId: "1",
  journal: journal as "incoming",
  requestedAt: requestedAt * 1000,
  requestedAtIsGuess: false,
  minutes: null,
  body: JSON.stringify(value)
})

const directory = [
  told(
    "contacts",
    [{ chatId: "79990000001@c.us", name: "A", contactName: "A B", type: "user", phoneNumber: 79990000001 }],
    10
  ),
  ...[["79990000001@c.us", "79990000002@c.us"], ["79990000001@c.us"]].map((ids, place) =>
    told(
      "group",
      {
        groupId: "120363000000000001@g.us",
        subject: "Club",
        owner: "79990000001@c.us",
        description: "Ours",
        creation: 1,
        participants: ids.map((id) => ({ id, lid: id.replace("@c.us", "@lid"), isAdmin: true }))
      },
      20 + place
    )
  )
]

const files = {
  ...told(
    "media",
    [
      {
        chatId: "-70000000000001",
        idMessage: "D",
        status: "kept",
        at: "2024-01-29T10:15:30.123Z",
        url: "https://media.example/a.webp",
        httpStatus: 200,
        type: "image/webp",
        length: 3,
        sha256: "ab".repeat(32)
      }
    ],
    30
  ),
  instanceId: "3100000001"
}

const ofWebhooks = {
  ...told("notifications", [], 40),
  body: [
    status("79990000001@c.us", "F", 50, "failed", { description: "no such account" }),
    state(60, "notAuthorized"),
    state(70, "authorized"),
    other("quotaExceeded", 80, {
      quotaData: {
        method: "getMessage",
        used: 10,
        total: 10,
        status: "EXCEEDED",
        description: "Quota spent"
      }
    }),
    other("incomingBlock", 90, { chatId: "79990000001@c.us", chatState: "blocked" }),
    other("statusInstanceChanged", 95, {
      statusInstance: "online",
      idMessage: "F",
      chatId: "79990000001@c.us"
    })
  ]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join("")
}

const calls = reply(
  [
    said("79990000001@c.us", "G", 100, {
      typeMessage: "incomingCall",
      status: "pickUp",
      duration: 60,
      isVideo: true,
      isGroup: true,
      participants: ["79990000001@c.us", "79990000002@c.us"]
    })
  ],
  { requestedAt: 110_000 }
)

const onPhone = [
  reply(
    [
      said("79990000001@c.us", "H", 1_740_826_841, {
        chatId: "79990000001@c.us",
        typeMessage: "imageMessage",
        fileName: "IMG-1.jpg",
        downloadUrl: "https://media.example/h.jpg"
      })
    ],
    { requestedAt: 1_740_826_900_000 }
  ),
  exported(
    "79990000001@c.us",
    [
      ["01.03.2025, 14:00", "Вера: IMG-1.jpg (файл добавлен)"],
      ["01.03.2025, 14:01", "Вера: привет"]
    ],
    1_740_830_000
  )
]

layer(NodeServices.layer)("tables of made accounts", (it) => {
  it.effect("break no invariant, unless a row is doubled or taken away, and leave no column empty", () =>
    Effect.gen(function* () {
      const database = yield* loaded([
        ...repliesOfSeeds([0, 1, 2, 3, 4, 5, 6, 7]),
        rarities,
        ofMax,
        ...directory,
        files,
        ofWebhooks,
        calls,
        ...onPhone
      ])
      expect((yield* brokenInvariants(database)).broken).toEqual([])

      const ofRoster = ["alias", "groups", "chat_ids"]
      for (const { columns, name } of tables()) {
        const own = columns.filter((column) => name !== "people" || !ofRoster.includes(column.name))
        const counts = own.map((column) => `count(${column.name}) as ${column.name}`)
        const [filled = {}] = yield* database.rows(`select ${counts.join(", ")} from ${name}`)
        const empty = Object.keys(filled).filter((column) => filled[column] === 0n)
        expect([name, ...empty]).toEqual([name])
      }

      const brokenAfter = Effect.fnUntraced(function* (sql: string) {
        yield* database.run(`begin; ${sql}`)
        const { broken } = yield* brokenInvariants(database)
        yield* database.run("rollback")
        return broken.map(({ invariant, table }) => `${table}: ${invariant}`)
      })
      for (const { isView, table } of tableFiles()) {
        if (isView || table === undefined) continue
        const { key, name } = table
        expect(yield* brokenAfter(`insert into ${name} from ${name} limit 1`)).toContain(
          `${name}: no two rows have one ${key.join(", ")}`
        )
      }
      expect(yield* brokenAfter("delete from polls")).toContain("poll_votes: every vote has its poll")
      expect(yield* brokenAfter("delete from senders")).toContain(
        "messages: every sender_id stands in senders"
      )
      expect(yield* brokenAfter("delete from snapshots")).toContain("issues: every issue is of a snapshot")
    })
  )
})
