// Spool lines for saved notifications, except messages and calls, which are among the records.
//
// Each message notification includes the name of its group, which is spooled like one from the directory.
import type { ReadNotification } from "@chatledger/archive/internal"
import { idKind } from "@chatledger/core"
import { toWellFormed } from "@chatledger/core/internal"

/** Increase it if notifications are parsed differently: caches of another version are rebuilt. */
export const notificationVersion = 4

/** A line; unknown values are left out. */
export interface NotificationLine {
  readonly snapshot_no: number
  readonly place: number
  /** Equal for equal notifications. */
  readonly key: string
  readonly type_webhook: string
  readonly kind: "status" | "state" | "quota" | "block" | "other"
  readonly seconds?: number | undefined
  readonly chat_id?: string | undefined
  readonly message_id?: string | undefined
  readonly status?: string | undefined
  readonly description?: string | undefined
  readonly method?: string | undefined
  readonly used?: number | undefined
  readonly total?: number | undefined
  /** JSON of the other fields. */
  readonly extra?: string | undefined
}

/** The name of a group in a notification. */
interface GroupName {
  readonly place: number
  readonly seconds: number | undefined
  readonly id: string
  readonly name: string
}

const isEarlier = (one: GroupName, other: GroupName) =>
  (one.seconds ?? 0) < (other.seconds ?? 0) || (one.seconds === other.seconds && one.place < other.place)

const envelope = new Set(["typeWebhook", "instanceData", "timestamp"])

const namesOfKind = {
  status: ["chatId", "idMessage", "status", "description", "sendByApi"],
  state: ["stateInstance"],
  quota: ["quotaData"],
  block: ["chatId", "chatState"],
  other: ["chatId", "idMessage", "status"]
} as const satisfies Record<NotificationLine["kind"], ReadonlyArray<string>>

const extraOf = (sent: Readonly<Record<string, unknown>>, kind: NotificationLine["kind"]) => {
  const known: ReadonlyArray<string> = namesOfKind[kind]
  const rest = Object.entries(sent).filter(([name]) => !envelope.has(name) && !known.includes(name))
  return rest.length === 0 ? undefined : JSON.stringify(toWellFormed(Object.fromEntries(rest)))
}

const filled = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.toWellFormed() : undefined

const saidBy = (decoded: ReadNotification["decoded"]) => {
  switch (decoded.kind) {
    case "status":
      return {
        kind: decoded.kind,
        chat_id: filled(decoded.chatId),
        message_id: filled(decoded.idMessage),
        status: filled(decoded.status),
        description: filled(decoded.description)
      }
    case "state":
      return { kind: decoded.kind, status: filled(decoded.stateInstance) }
    case "quota": {
      const { description, method, status, total, used } = decoded
      return {
        kind: decoded.kind,
        method: filled(method),
        status: filled(status),
        description: filled(description),
        used,
        total
      }
    }
    case "block":
      return { kind: decoded.kind, chat_id: filled(decoded.chatId), status: filled(decoded.chatState) }
    default: {
      const sent = decoded.notification
      return {
        kind: "other" as const,
        chat_id: filled(sent["chatId"]),
        message_id: filled(sent["idMessage"]),
        status: filled(sent["status"])
      }
    }
  }
}

/** The line of a notification that is neither a message nor a call. */
export const notificationLine = (
  snapshotNo: number,
  { index, key, decoded }: ReadNotification
): NotificationLine => {
  const said = saidBy(decoded)
  return {
    snapshot_no: snapshotNo,
    place: index,
    key,
    type_webhook: decoded.typeWebhook.toWellFormed(),
    seconds: decoded.timestamp === undefined ? undefined : Math.trunc(decoded.timestamp),
    ...said,
    extra: extraOf(decoded.notification, said.kind)
  }
}

/** Group names in message notifications, each where it occurs first and last by its time. */
export class GroupNames {
  private readonly first = new Map<string, GroupName>()
  private readonly last = new Map<string, GroupName>()

  add({ index, decoded }: ReadNotification): void {
    if (decoded.kind !== "message") return
    const { chatId, chatName, senderContactName, senderName } = (decoded.message ?? {}) as Readonly<
      Record<string, unknown>
    >
    const [id, name] = [filled(chatId), filled(chatName)]
    if (id === undefined || name === undefined || idKind(id) !== "group") return
    // Where the service does not know the group's name, it may report the sender's.
    if (name === filled(senderName) || name === filled(senderContactName)) return
    const seconds = decoded.timestamp === undefined ? undefined : Math.trunc(decoded.timestamp)
    const [key, found] = [JSON.stringify([id, name]), { place: index, seconds, id, name }]
    const [first, last] = [this.first.get(key), this.last.get(key)]
    if (first === undefined || isEarlier(found, first)) this.first.set(key, found)
    if (last === undefined || isEarlier(last, found)) this.last.set(key, found)
  }

  all(): ReadonlyArray<GroupName> {
    return [...new Set([...this.first.values(), ...this.last.values()])]
  }
}
