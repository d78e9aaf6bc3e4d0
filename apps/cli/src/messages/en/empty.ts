// What is said where nothing is found: of chats that nobody knows or that could be several, and of empty choices.
import { number } from "./counts.ts"

export const empty = {
  chatUnknown: (given: string, near: string) =>
    `there is no chat ${given} in this archive${near === "" ? ": `chatledger stats messages_by_chat` lists them" : `: did you mean ${near}?`}`,
  groupsUnnamed: "groups have no names in the journal: give them some with --names",
  chatSeveral: (given: string, chats: string, more: number) =>
    `--chat ${given} may be several: ${chats}${more > 0 ? `, and ${number(more)} more` : ""}: write more of the name, or the id`,
  chatEmpty: "--chat is empty: write an id, a name, or a part of one",
  chatFound: (given: string, name: string, id: string) => `--chat ${given} is ${name} (${id})`,
  emptyArchive: "this archive has no messages yet: `chatledger sync` or `chatledger import` brings some",
  noneChosen: (oldest: string, newest: string) =>
    `no messages of what is chosen: this archive has others, from ${oldest} to ${newest}`,
  noneSince: (from: string) => `no messages since ${from}`,
  noneBefore: (to: string) => `no messages before ${to}`,
  noneBetween: (from: string, to: string) => `no messages from ${from} to ${to}`,
  newest: (moment: string) => `the newest is of ${moment}`,
  newestBefore: (moment: string) => `the newest before is of ${moment}`,
  oldest: (moment: string) => `the oldest is of ${moment}`,
  oldestAfter: (moment: string) => `the oldest after is of ${moment}`,
  noRows: (name: string) => `no rows: there are messages, and nothing in them that ${name} tells of`
}
