// Revisions: the states a message was observed in, and the text that a record shows. A state is timestamp,
// text, status, edited and deleted; equal states that follow each other are one revision. A new
// downloadUrl, name or thumbnail is no revision. Gotcha: A, B, A are three revisions, not two.
import type { Observation } from "./observations.ts"
import { flagAt, isObject, type JsonObject, listAt, objectAt, textAt } from "./record.ts"

/** A row of `message_revisions`; times in epoch milliseconds. */
export type RevisionRow = {
  readonly instance_id: string
  readonly chat_id: string
  readonly message_id: string
  readonly revision: number
  readonly observed_at: number
  readonly timestamp_at: number | null
  readonly text: string | null
  readonly status_message: string | null
  readonly is_edited: boolean | null
  readonly is_deleted: boolean | null
  readonly snapshot_id: string
  readonly mark_message_id: string | null
}

const businessTexts = [
  ["buttonsMessage", "contentText"],
  ["templateMessage", "contentText"],
  ["listMessage", "contentText"],
  ["buttonsResponseMessage", "selectedButtonText"],
  ["templateButtonReplyMessage", "selectedDisplayText"],
  ["listResponseMessage", "title"],
  ["interactiveButtons", "contentText"],
  ["interactiveButtonsReply", "contentText"],
  ["interactiveButtonsResponse", "selectedDisplayText"],
  ["interactiveButtonsResponse", "selectedButtonText"],
  ["groupInviteMessageData", "caption"],
  ["groupInviteMessageData", "groupName"]
] as const

/** The text of what a business sends with buttons or a list, or of what was chosen of it. */
export const businessTextOf = (record: JsonObject): string | null =>
  businessTexts.reduce<string | null>(
    (found, [object, field]) => found ?? textAt(objectAt(record, object), field),
    null
  )

const titles = [
  ["templateMessage", "titleText"],
  ["buttonsMessage", "titleText"],
  ["listMessage", "title"],
  ["interactiveButtons", "titleText"],
  ["interactiveButtonsReply", "titleText"],
  ["templateMessage", "footerText"],
  ["templateMessage", "footer"],
  ["buttonsMessage", "footer"],
  ["listMessage", "footer"],
  ["interactiveButtons", "footerText"],
  ["interactiveButtonsReply", "footerText"]
] as const

/** An edit or a business message in another form, or what a business sent without a text: its title, its footer, or its buttons. */
const titleOf = (extra: JsonObject | null): string | null => {
  const edit = objectAt(extra, "editedMessageData")
  const edited =
    textAt(objectAt(edit, "extendedTextMessage"), "text") ??
    textAt(objectAt(edit, "extendedTextMessageData"), "text")
  if (edited !== null) return edited
  const invitation = objectAt(extra, "groupInviteData")
  const other =
    ["contentText", "selectedButtonText", "selectedDisplayText"].reduce<string | null>(
      (found, field) => found ?? textAt(extra, field),
      null
    ) ??
    textAt(invitation, "caption") ??
    textAt(invitation, "groupName")
  if (other !== null) return other
  const title = titles.reduce<string | null>(
    (found, [object, field]) => found ?? textAt(objectAt(extra, object), field),
    null
  )
  const buttons = ["buttonsMessage", "interactiveButtons", "interactiveButtonsReply"].flatMap((name) =>
    listAt(objectAt(extra, name), "buttons").flatMap((button) =>
      isObject(button) ? (textAt(button, "buttonText") ?? []) : []
    )
  )
  return title ?? (buttons.length === 0 ? null : buttons.join(", "))
}

/** The text of a record: its own, else that of its extended text, its caption, the edit that it is, its buttons or the one chosen. */
export const textOf = (record: JsonObject, extra: JsonObject | null = null): string | null => {
  const edit = objectAt(record, "editedMessageData")
  return (
    textAt(record, "textMessage") ??
    textAt(objectAt(record, "extendedTextMessage"), "text") ??
    textAt(record, "caption") ??
    textAt(edit, "textMessage") ??
    textAt(edit, "caption") ??
    businessTextOf(record) ??
    titleOf(extra)
  )
}

/** The revisions of one message from its observations in their order. */
export const revisionsOf = (observations: ReadonlyArray<Observation>): ReadonlyArray<RevisionRow> => {
  const revisions: Array<RevisionRow> = []
  let previous: string | null = null
  for (const { extra, record, reply, timestamp, chatId, messageId } of observations) {
    const state = {
      timestamp_at: timestamp,
      text: textOf(record, extra),
      status_message: textAt(record, "statusMessage"),
      is_edited: flagAt(record, "isEdited"),
      is_deleted: flagAt(record, "isDeleted")
    }
    const fingerprint = JSON.stringify(state)
    if (fingerprint === previous) continue
    previous = fingerprint
    revisions.push({
      instance_id: reply.instanceId,
      chat_id: chatId,
      message_id: messageId,
      revision: revisions.length + 1,
      observed_at: reply.requestedAt,
      snapshot_id: reply.snapshotId,
      mark_message_id: null,
      ...state
    })
  }
  return revisions
}

/** True for what the service sends in place of a text that it could not decrypt. */
export const isVendorMark = (text: string): boolean =>
  text.replace(/\{\{SWE\d+\}\}/g, "").trim() === "" && text.includes("{{SWE")

const isRead = (text: string | null): boolean => text !== null && !isVendorMark(text)

/** The last text that can be read; null if there is none. */
export const lastRead = (states: ReadonlyArray<RevisionRow>): string | null =>
  states.findLast(({ text }) => isRead(text))?.text ?? null

/** The text of the last state; of one without a readable text, the one before. */
export const keptText = (states: ReadonlyArray<RevisionRow>): string | null =>
  lastRead(states) ?? states.at(-1)?.text ?? null
