// What an update of a poll says beyond its fields: who is named in it, and whether anything can be read from it.
//
// An update is one voter's whole choice. One that lists options and nobody in them is a withdrawal, so what could not
// be read must not look like one: it leaves an empty item behind, an option of which nothing is known.
import * as Predicate from "effect/Predicate"
import type { RecordIssue } from "./issue.ts"
import type { Message } from "./message.ts"
import type { JsonObject } from "./repair.ts"

const votesIn = (record: JsonObject | undefined): unknown => {
  const data = record?.["pollMessageData"]
  return Predicate.isObject(data) && Object.hasOwn(data, "votes") ? Reflect.get(data, "votes") : undefined
}

const itemsOf = (votes: unknown): ReadonlyArray<unknown> => (Array.isArray(votes) ? votes : [])

const idOf = (voter: unknown): unknown => (Predicate.isObject(voter) ? Reflect.get(voter, "voterWid") : voter)

/** Everybody whom the votes of an update name, over all options. */
const votersIn = (votes: unknown): ReadonlySet<string> =>
  new Set(
    itemsOf(votes)
      .flatMap((vote) => (Predicate.isObject(vote) ? (Reflect.get(vote, "optionVoters") ?? []) : []))
      .map(idOf)
      .filter((id): id is string => typeof id === "string" && id !== "")
  )

const isListOfNobody = (vote: unknown): boolean =>
  Predicate.isObject(vote) && Array.isArray(Reflect.get(vote, "optionVoters"))

const domainOf = (id: string): string => (id.includes("@") ? id.slice(id.lastIndexOf("@") + 1) : "")

/** Two ids of one kind are two people; a number and a hidden id may be one. */
const areTwoPeople = (one: string, other: string): boolean =>
  one !== other && domainOf(one) === domainOf(other)

const notice = (code: RecordIssue["code"], detail: string): RecordIssue => ({ code, detail, raw: null })

/** `isTold`: what could not be read is an issue already. */
const issuesOf = (sender: unknown, votes: unknown, isTold: boolean): ReadonlyArray<RecordIssue> => {
  const voters = votersIn(votes)
  const [only] = voters
  if (only === undefined) {
    const items = itemsOf(votes)
    const isWithdrawal = items.length > 0 && items.every(isListOfNobody)
    const detail = "no vote can be read in the update: the vote before it stands"
    return isWithdrawal || isTold ? [] : [notice("poll_update_without_votes", detail)]
  }
  if (voters.size > 1) {
    const detail = `the update names ${voters.size} voters and is read as a tally`
    return [notice("poll_update_names_several_voters", detail)]
  }
  if (typeof sender !== "string" || sender === "" || !areTwoPeople(sender, only)) return []
  return [
    notice(
      "poll_update_names_another_voter",
      "the update names another voter than its sender: the vote is the voter's"
    )
  ]
}

/** The message of a decoded update and what is to be said of its votes; `setAside` is what did not fit. */
export const readPollUpdate = (
  message: Message,
  setAside: JsonObject | undefined
): { readonly message: Message; readonly issues: ReadonlyArray<RecordIssue> } => {
  const votes = votesIn(message)
  const isDamaged = votesIn(setAside) !== undefined
  const read = isDamaged && Array.isArray(votes) ? [...votes, {}] : votes
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
