// Small hand-written scenes for the tests of the reference model: records with the fields that a sentence
// needs. A scene is one reply of instance "1", newest first in the array as it is written, asked for at
// second 1000. It fills in ids and a chat, nothing else. Gotcha: times of records are seconds, times of
// rows are milliseconds.

import { type Reply, withSnapshotIds } from "./observations.ts"
import type { JsonObject } from "./record.ts"
import { type ModelTables, modelTables } from "./reference.ts"

/** The group that all records of a scene are in unless they say otherwise. */
export const group = "g@g.us"

/** An incoming record of a sender. */
export const said = (
  senderId: string,
  idMessage: string,
  timestamp: number,
  fields: JsonObject = {}
): JsonObject => ({
  type: "incoming",
  idMessage,
  timestamp,
  chatId: group,
  typeMessage: "textMessage",
  senderId,
  ...fields
})

/** An outgoing record. */
export const own = (idMessage: string, timestamp: number, fields: JsonObject = {}): JsonObject => ({
  type: "outgoing",
  idMessage,
  timestamp,
  chatId: group,
  typeMessage: "textMessage",
  statusMessage: "sent",
  ...fields
})

/** A poll update: the option names with their voters. */
export const vote = (
  stanzaId: string,
  options: Readonly<Record<string, ReadonlyArray<string>>>
): JsonObject => ({
  typeMessage: "pollUpdateMessage",
  pollMessageData: {
    stanzaId,
    name: "?",
    votes: Object.entries(options).map(([optionName, optionVoters]) => ({ optionName, optionVoters }))
  }
})

/** A question with its options. */
export const question = (...options: ReadonlyArray<string>): JsonObject => ({
  typeMessage: "pollMessage",
  pollMessageData: {
    name: "?",
    options: options.map((optionName) => ({ optionName })),
    multipleAnswers: true
  }
})

/** A reaction to a message. */
export const reaction = (stanzaId: string, text: string): JsonObject => ({
  typeMessage: "reactionMessage",
  extendedTextMessageData: { text },
  quotedMessage: { stanzaId, participant: "p@c.us" }
})

/** A reply with these records, in the order given, newest first. */
export const reply = (records: ReadonlyArray<JsonObject>, fields: Partial<Reply> = {}): Reply => ({
  instanceId: "1",
  journal: "incoming",
  requestedAt: 1_000_000,
  requestedAtIsGuess: false,
  minutes: null,
  body: JSON.stringify(records),
  ...fields
})

/** What the model says of replies. */
export const tablesOf = (...replies: ReadonlyArray<Reply>): ModelTables =>
  modelTables(withSnapshotIds(replies))

/** What the model says of one reply with records that are written oldest first. */
export const sceneOf = (...oldestFirst: ReadonlyArray<JsonObject>): ModelTables =>
  tablesOf(reply([...oldestFirst].reverse()))
