// Polls, their options, and their ballots: one voter's whole choice in one update (journal.md, "Poll
// votes"). A poll is known from its pollMessage, or from updates alone; its options are its own and then
// those that updates name. Updates that do not say which poll they are about give nothing. Gotcha: an
// update that names two or more voters is a tally, and a sender it does not name has withdrawn; of one that
// cannot be read whole, only what is read counts.

import type { Message } from "./messages.ts"
import { type Pairs, pairsOf } from "./pairs.ts"
import {
  flagAt,
  groupBy,
  isObject,
  type JsonObject,
  type JsonValue,
  keyOf,
  listAt,
  objectAt,
  textAt,
  typeOf
} from "./record.ts"
import { isVendorMark } from "./revisions.ts"

type PollKey = { readonly instance_id: string; readonly chat_id: string; readonly poll_message_id: string }

/** A row of `polls`; `asked_at` in epoch milliseconds. */
export type PollRow = PollKey & {
  readonly poll_name: string | null
  readonly multiple_answers: boolean | null
  readonly allow_to_change_answer: boolean | null
  readonly asked_at: number | null
  readonly asked_by: string | null
  readonly is_seen: boolean
}

/** What one update says of one voter; the options in the order of the poll, none for a withdrawal. */
export type Ballot = {
  readonly message_id: string
  readonly voter_id: string
  readonly voted_at: number | null
  readonly choice: ReadonlyArray<string>
}

/** A poll with everything that happened to it, ballots in the order of sending. */
export type Poll = {
  readonly row: PollRow
  readonly options: ReadonlyArray<string>
  readonly ballots: ReadonlyArray<Ballot>
}

/** A row of `poll_votes`; `voted_at` in epoch milliseconds. */
export type VoteRow = PollKey & {
  readonly message_id: string
  readonly voter_id: string
  readonly option_name: string | null
  readonly voted_at: number | null
  readonly is_current: boolean
  readonly sequence: number
}

/** What a message is for polls: one itself, an update of one, or, under one id, both. */
type PollEvent = { readonly id: string; readonly message: Message; readonly isPoll: boolean }

const pollEventsOf = (message: Message): ReadonlyArray<PollEvent> => {
  const { contents, record, row } = message
  const about =
    row.type_message === "pollUpdateMessage" ? textAt(objectAt(record, "pollMessageData"), "stanzaId") : null
  return [
    ...(typeOf(contents) === "pollMessage" ? [{ id: row.message_id, message, isPoll: true }] : []),
    ...(about === null ? [] : [{ id: about, message, isPoll: false }])
  ]
}

const optionNames = (entries: ReadonlyArray<JsonValue>): ReadonlyArray<string> =>
  entries.flatMap((entry) => (isObject(entry) ? (textAt(entry, "optionName") ?? []) : []))

/** Who chose an option; null where that cannot be read. */
const votersOf = (vote: JsonObject): ReadonlyArray<string> | null => {
  const voters = vote["optionVoters"]
  if (!Array.isArray(voters)) return null
  return voters.flatMap((voter) => {
    if (typeof voter === "string") return voter === "" ? [] : voter
    return isObject(voter) ? (textAt(voter, "voterWid") ?? []) : []
  })
}

const isNamed = (text: JsonValue | undefined) =>
  typeof text === "string" && text !== "" && !isVendorMark(text)

const isReadable = (voter: JsonValue) => isNamed(isObject(voter) ? voter["voterWid"] : voter)

/** An option by its name, and a list of who chose it. */
const isOption = (vote: JsonValue): vote is JsonObject =>
  isObject(vote) && isNamed(vote["optionName"]) && Array.isArray(vote["optionVoters"])

/** True if every option of an update tells who chose it. */
const isWhole = (votes: ReadonlyArray<JsonValue>): boolean =>
  votes.length > 0 && votes.every((vote) => isOption(vote) && listAt(vote, "optionVoters").every(isReadable))

const ballotsOf = (
  { row, record }: Message,
  options: ReadonlyArray<string>,
  pairs: Pairs
): ReadonlyArray<Ballot> => {
  const all = listAt(objectAt(record, "pollMessageData"), "votes")
  const votes = all.filter(isOption)
  const chosenBy = (vote: JsonObject) => (votersOf(vote) ?? []).map(pairs.numberOf)
  const named = new Set(votes.flatMap(chosenBy))
  const sender = row.sender_id === null ? null : pairs.numberOf(row.sender_id)
  const ballot = (voter: string, counted: string): Ballot => {
    const chosen = new Set(optionNames(votes.filter((vote) => chosenBy(vote).includes(counted))))
    return {
      message_id: row.message_id,
      voter_id: voter,
      voted_at: row.sent_at,
      choice: options.filter((option) => chosen.has(option))
    }
  }
  const [only] = named
  if (named.size === 1 && only !== undefined)
    return [ballot(sender !== null && pairs.areOne(sender, only) ? sender : only, only)]
  const withdraws = sender !== null && isWhole(all) && !named.has(sender)
  return [...named, ...(withdraws ? [sender] : [])].map((voter) => ballot(voter, voter))
}

const pollOf = (key: PollKey, events: ReadonlyArray<PollEvent>, pairs: Pairs): Poll => {
  const asked = events.find(({ isPoll }) => isPoll)?.message
  const updates = events.filter(({ isPoll }) => !isPoll).map(({ message }) => message)
  const source = objectAt(asked?.contents ?? updates.at(-1)?.record ?? null, "pollMessageData")
  const mentioned = updates.flatMap(({ record }) => listAt(objectAt(record, "pollMessageData"), "votes"))
  const own = asked === undefined ? [] : listAt(source, "options")
  const options = [...new Set(optionNames([...own, ...mentioned]))]
  const row: PollRow = {
    ...key,
    poll_name: textAt(source, "name"),
    multiple_answers: flagAt(source, "multipleAnswers"),
    allow_to_change_answer: asked === undefined ? null : flagAt(source, "allowToChangeAnswer"),
    asked_at: asked?.row.sent_at ?? null,
    asked_by: asked?.row.sender_id ?? null,
    is_seen: asked !== undefined
  }
  return { row, options, ballots: updates.flatMap((update) => ballotsOf(update, options, pairs)) }
}

/** The polls of the messages; the messages come in the order of sending. */
export const pollsOf = (
  messages: ReadonlyArray<Message>,
  pairs: Pairs = pairsOf(messages)
): ReadonlyArray<Poll> => {
  const events = messages.flatMap(pollEventsOf)
  const byPoll = groupBy(events, ({ id, message: { row } }) => keyOf(row.instance_id, row.chat_id, id))
  return [...byPoll.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { instance_id, chat_id } = first.message.row
    return pollOf({ instance_id, chat_id, poll_message_id: first.id }, group, pairs)
  })
}

/** The ballots of a poll by voter, each voter's in the order of sending. */
export const ballotsByVoter = (ballots: ReadonlyArray<Ballot>): ReadonlyMap<string, ReadonlyArray<Ballot>> =>
  groupBy(ballots, ({ voter_id }) => voter_id)

/** The key columns of a poll. */
export const pollColumns = ({ row }: Poll): PollKey => ({
  instance_id: row.instance_id,
  chat_id: row.chat_id,
  poll_message_id: row.poll_message_id
})

/** Rows of `poll_options`. */
export const pollOptionsOf = (polls: ReadonlyArray<Poll>) =>
  polls.flatMap((poll) =>
    poll.options.map((name, index) => ({ ...pollColumns(poll), option_index: index, option_name: name }))
  )

/** Rows of `poll_votes`. */
export const pollVotesOf = (polls: ReadonlyArray<Poll>): ReadonlyArray<VoteRow> =>
  polls.flatMap((poll) =>
    [...ballotsByVoter(poll.ballots).values()].flatMap((history) =>
      history.flatMap((ballot, index) => {
        const { message_id, voter_id, voted_at, choice } = ballot
        const isCurrent = ballot === history.at(-1) && choice.length > 0
        return (choice.length === 0 ? [null] : choice).map((option_name) => ({
          ...pollColumns(poll),
          message_id,
          voter_id,
          option_name,
          voted_at,
          is_current: isCurrent,
          sequence: index + 1
        }))
      })
    )
  )
