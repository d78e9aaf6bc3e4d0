// Messages for empty results: unknown or ambiguous chats, and selections without messages.
import { number } from "./counts.ts"

export const empty = {
  chatUnknown: (given: string, near: string) =>
    `this archive has no chat ${given}${near === "" ? ": `chatledger stats messages_by_chat` lists them" : `: did you mean ${near}?`}`,
  typeUnknown: (type: string, near: string) =>
    `no message of this archive has the type ${type}${near === "" ? "" : `: did you mean ${near}?`}`,
  groupsUnnamed: "not every group has a name here: add names with --names",
  chatSeveral: (given: string, chats: string, more: number) =>
    `--chat ${given} matches several chats: ${chats}${more > 0 ? `, and ${number(more)} more` : ""}: give more of the name, or the id`,
  chatEmpty: "--chat is empty: give an id, a name, or a part of a name",
  chatFound: (given: string, name: string, id: string) => `--chat ${given} is ${name} (${id})`,
  emptyArchive: "this archive has no messages yet: add some with `chatledger sync` or `chatledger import`",
  onlyPhone: (count: number) =>
    `this archive has ${number(count)} messages of exported chats (table phone_messages), but none of a journal yet: add some with \`chatledger sync\` or \`chatledger import\``,
  noneChosen: (oldest: string, newest: string) =>
    `no messages match this selection: the archive has messages from ${oldest} to ${newest}`,
  noneSince: (from: string) => `no messages since ${from}`,
  noneBefore: (to: string) => `no messages before ${to}`,
  noneBetween: (from: string, to: string) => `no messages from ${from} to ${to}`,
  newest: (moment: string) => `the newest is from ${moment}`,
  newestBefore: (moment: string) => `the last one before it is from ${moment}`,
  oldest: (moment: string) => `the oldest is from ${moment}`,
  oldestAfter: (moment: string) => `the first one after it is from ${moment}`,
  noRows: (name: string) => `no rows: there are messages, but none that ${name} is about`
}
