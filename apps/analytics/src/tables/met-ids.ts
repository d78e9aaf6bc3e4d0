// SQL of the ids of chats and people that an instance has met: those of every column of such ids.
//
// Left out is what stands elsewhere, too: ids that the file of the table says to be in another, and chats of rows that belong
// to a message or a poll. Only the rows of messages that count are looked at, and no table
// of what the service tells of people and chats that may have done nothing.
import type { Table } from "./header.ts"
import { tables } from "./tables.ts"

const isOfMessage = ({ follows, name }: Table) =>
  name !== "messages" && ["messages", "statuses", "polls"].includes(follows)

const idsOf = (table: Table): ReadonlyArray<string> =>
  table.columns.flatMap(({ inTable, kind, name }) => {
    const isMet = kind === "person" || (kind === "chat" && !isOfMessage(table))
    if (!isMet || inTable !== undefined || !table.names.some(({ idColumn }) => idColumn === name)) return []
    const counted = table.counted === undefined ? "" : ` and ${table.counted}`
    return [`select instance_id, ${name} as id from ${table.name} where ${name} is not null${counted}`]
  })

/** A query of instance_id and id, each pair once. */
export const metIds = (): string =>
  tables()
    .filter(({ isMet }) => isMet)
    .flatMap(idsOf)
    .join("\nunion\n")
