// A group in which everything happens once, and the transcripts that are made of tables.
import * as Effect from "effect/Effect"
import type { Database } from "../../src/engine/database.ts"
import type { TranscriptOptions } from "../../src/transcript/chat.ts"
import { transcriptIndex, transcripts, writeTranscripts } from "../../src/transcript/transcript.ts"
import type { JsonObject } from "../model/record.ts"
import { own, question, reaction, reply, said, vote } from "../model/scene.ts"

export const vera = "79000000001@c.us"
export const oleg = "79000000002@c.us"

const start = 1_767_600_000

/** Newest last. 2026-01-05 08:00 UTC is the first second. */
export const scene: ReadonlyArray<JsonObject> = [
  said(vera, "A1", start, { senderName: "Вера", textMessage: "Кто едет? https://lake.example/way?a=1&b=2." }),
  said(oleg, "A2", start + 60, {
    senderName: "Олег",
    typeMessage: "quotedMessage",
    extendedTextMessage: { text: "Я\nи брат" },
    quotedMessage: { stanzaId: "A1", participant: vera, typeMessage: "textMessage", textMessage: "Кто едет?" }
  }),
  said(vera, "P1", start + 120, question("озеро", "горы")),
  said(oleg, "V1", start + 130, vote("P1", { озеро: [oleg] })),
  said(oleg, "R1", start + 140, reaction("A1", "👍")),
  said(vera, "D1", start + 180, {
    typeMessage: "documentMessage",
    fileName: "план.pdf",
    caption: "вот план",
    mimeType: "application/pdf",
    downloadUrl: "https://media.example/x/1"
  }),
  said(vera, "L1", start + 240, {
    typeMessage: "locationMessage",
    location: { nameLocation: "Пристань", address: "Набережная, 1", latitude: 55.5, longitude: 37.25 }
  }),
  said(oleg, "C1", start + 300, {
    typeMessage: "contactMessage",
    contact: {
      displayName: "Лодочник",
      vcard: "BEGIN:VCARD\nVERSION:3.0\nTEL;waid=79000000009:+7 900 000-00-09\nEND:VCARD"
    }
  }),
  said(oleg, "F1", start + 360, { textMessage: "из другого чата", isForwarded: true, forwardingScore: 7 }),
  own("O1", start + 420, { textMessage: "Поеду", statusMessage: "read" }),
  own("O2", start + 430, { textMessage: "Не дошло", statusMessage: "noAccount" }),
  said(oleg, "X1", start + 480, { textMessage: "лишнее", isDeleted: true, deletedMessageId: "X2" }),
  said(vera, "U1", start + 540, { typeMessage: "orderMessage" }),
  said(vera, "K1", start + 86_400, { typeMessage: "incomingCall", status: "missed" })
]

export const sceneReply = reply(scene.toReversed(), { instanceId: "1101000001" })

/** The texts of transcripts by file, the list of chats among them. */
export const toldOf = Effect.fnUntraced(function* (
  database: Database,
  options: Partial<TranscriptOptions> = {}
) {
  const made = yield* transcripts(database, {
    timeZone: "UTC",
    locale: "ru",
    format: "html",
    program: "test",
    thumbnails: false,
    ownNames: new Map(),
    ...options
  })
  const texts = new Map<string, string>()
  yield* writeTranscripts(made, made.chats.length > 1, ({ file }) =>
    Effect.sync(() => ({
      write: (text: string) => Effect.sync(() => void texts.set(file, (texts.get(file) ?? "") + text)),
      end: Effect.void
    }))
  )
  return { chats: made.chats, texts, index: transcriptIndex(made) }
})

/** The text of the only transcript. */
export const onlyText = (database: Database, options: Partial<TranscriptOptions> = {}) =>
  Effect.map(toldOf(database, options), ({ texts }) => [...texts.values()][0] ?? "")
