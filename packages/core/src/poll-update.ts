// Checks the votes of a poll update: the voters it names, and whether all of it can be read.
//
// An update is one voter's whole choice. Options without voters mean a withdrawal, so an unreadable update
// must not look like one: it gets an empty item, an option of which nothing is known.
import * as Predicate from "effect/Predicate"
import type { RecordIssue } from "./issue.ts"
import type { Message } from "./message.ts"
import { plainVotes } from "./plain-ids.ts"
import type { JsonObject } from "./repair.ts"
import { isVendorMark } from "./vendor-mark.ts"

const votesIn = (record: JsonObject | undefined): unknown => {
  const data = record?.["pollMessageData"]
  return Predicate.isObject(data) && Object.hasOwn(data, "votes") ? Reflect.get(data, "votes") : undefined
}

const itemsOf = (votes: unknown): ReadonlyArray<unknown> => (Array.isArray(votes) ? votes : [])

const idOf = (voter: unknown): unknown => (Predicate.isObject(voter) ? Reflect.get(voter, "voterWid") : voter)

const isNamed = (text: unknown): text is string => typeof text === "string" && text !== ""

/** The ids of those who chose an option; undefined if the option or its voters cannot be read. */
const optionIn = (vote: unknown): ReadonlyArray<unknown> | undefined => {
  if (!Predicate.isObject(vote)) return undefined
  const name: unknown = Reflect.get(vote, "optionName")
  if (!isNamed(name) || isVendorMark(name)) return undefined
  const voters: unknown = Reflect.get(vote, "optionVoters")
  return Array.isArray(voters) ? voters.map(idOf) : undefined
}

/** The voters of an update over all options, and whether everything can be read. */
const readVotes = (votes: unknown) => {
  const options = itemsOf(votes).map(optionIn)
  const voters = options.flatMap((ids) => ids ?? [])
  return {
    voters: new Set(voters.filter(isNamed)),
    isWhole: options.length > 0 && !options.includes(undefined) && voters.every(isNamed)
  }
}

const domainOf = (id: string): string => (id.includes("@") ? id.slice(id.lastIndexOf("@") + 1) : "")

/** True for two different ids of the same kind; a phone number and a hidden id may be the same person. */
const areTwoPeople = (one: string, other: string): boolean =>
  one !== other && domainOf(one) === domainOf(other)

const notice = (code: RecordIssue["code"], detail: string): RecordIssue => ({ code, detail, raw: null })

const aboutVoters = (sender: unknown, voters: ReadonlySet<string>): ReadonlyArray<RecordIssue> => {
  const [only] = voters
  if (voters.size > 1) {
    const detail = `the update names ${voters.size} voters and is read as a tally`
    return [notice("poll_update_names_several_voters", detail)]
  }
  if (only === undefined || !isNamed(sender) || !areTwoPeople(sender, only)) return []
  return [
    notice(
      "poll_update_names_another_voter",
      "the update names another voter than its sender: the vote is the voter's"
    )
  ]
}

/** `isReported`: there already is an issue about what could not be read. */
const issuesOf = (sender: unknown, votes: unknown, isReported: boolean): ReadonlyArray<RecordIssue> => {
  const { voters, isWhole } = readVotes(votes)
  if (isWhole || isReported) return aboutVoters(sender, voters)
  return voters.size === 0
    ? [notice("poll_update_without_votes", "no vote can be read in the update: the vote before it stands")]
    : [
        notice("poll_update_partly_read", "a part of the votes cannot be read: what can be read counts"),
        ...aboutVoters(sender, voters)
      ]
}

/** Returns the message of a decoded update and the issues of its votes; `setAside` is what did not fit. */
export const readPollUpdate = (
  message: Message,
  setAside: JsonObject | undefined
): { readonly message: Message; readonly issues: ReadonlyArray<RecordIssue> } => {
  const votes = votesIn(message)
  const plain = plainVotes(votes, message["senderId"])
  const isDamaged = votesIn(setAside) !== undefined
  const read = isDamaged && Array.isArray(plain) ? [...plain, {}] : plain
  const issues = issuesOf(message["senderId"], read, isDamaged)
  if (read === votes) return { message, issues }
  const data = message["pollMessageData"]
  return {
    message: {
      ...message,
      pollMessageData: { ...(Predicate.isObject(data) ? data : {}), votes: read }
    } as Message,
    issues
  }
}
