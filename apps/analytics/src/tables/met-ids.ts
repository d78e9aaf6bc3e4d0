// SQL for the ids of chats and people that an instance has met, from every column of such ids.
//
// Leaves out ids that another table contains: those whose table the file names, and chats of rows that belong
// to a message or a poll, except calls, which are no messages. Uses only rows of messages that count, and no table of
// what the service returns about people and chats that may have done nothing.
import type { Table } from "./header.ts"
import { tables } from "./tables.ts"

const isOfMessage = ({ follows, name }: Table) =>
  !["messages", "calls"].includes(name) && ["messages", "statuses", "polls"].includes(follows)

const idsOf = (table: Table): ReadonlyArray<string> =>
  table.columns.flatMap(({ inTable, kind, name }) => {
    const isMet = kind === "person" || (kind === "chat" && !isOfMessage(table))
    if (!isMet || inTable !== undefined || !table.names.some(({ idColumn }) => idColumn === name)) return []
    const counted = table.counted === undefined ? "" : ` and ${table.counted}`
    return [`select instance_id, ${name} as id from ${table.name} where ${name} is not null${counted}`]
  })

/** A query for instance_id and id, each pair once. */
export const metIds = (): string =>
  tables()
    .filter(({ isMet }) => isMet)
    .flatMap(idsOf)
    .join("\nunion\n")
