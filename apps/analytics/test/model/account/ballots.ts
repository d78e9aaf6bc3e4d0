// Made-up polls and the updates that voters cause, in all the ways that journal.md names.
// Some polls are never seen themselves; some updates name nobody, a hidden id, or several voters.
// It makes records, and does not know what they mean for the tables.
// Gotcha: an update can name options that the poll does not have, and leave out some that it has.

import type { JsonObject } from "../record.ts"
import { someOptions, someText, thinned } from "./bodies.ts"
import { type Chat, ownNumber, type Person } from "./cast.ts"
import { emit, type Truth } from "./truth.ts"

/** A poll that can be voted in; a poll that is not seen has no pollMessage. */
export type MadeUpPoll = {
  readonly chat: Chat
  readonly id: string
  readonly name: string
  readonly options: ReadonlyArray<string>
  readonly multipleAnswers: boolean
}

/** Asks a new poll, or invents one that was asked before the archive began. */
export const askPoll = (truth: Truth, chat: Chat, person: Person | null): MadeUpPoll => {
  const { random } = truth
  const options = someOptions(random)
  const poll = { chat, name: someText(random), options, multipleAnswers: random.chance(0.5) }
  if (random.chance(0.25)) return { ...poll, id: random.hex(20) }
  const data = {
    name: poll.name,
    options: options.map((optionName) => ({ optionName })),
    multipleAnswers: poll.multipleAnswers
  }
  const entry = emit(truth, chat, person, "pollMessage", { pollMessageData: thinned(random, data, 0.03) })
  return { ...poll, id: entry.idMessage }
}

const othersOf = (chat: Chat, person: Person | null): ReadonlyArray<Person> =>
  chat.people.filter(({ id }) => id !== person?.id)

// Who stands in the update: by name of the option, the ids.
const votersOf = (truth: Truth, poll: MadeUpPoll, person: Person | null, listed: ReadonlyArray<string>) => {
  const { random } = truth
  const ownId = person?.id ?? ownNumber(poll.chat.instanceId)
  const named = new Map<string, Array<string>>(listed.map((option) => [option, []]))
  const vote = (id: string) => {
    const chosen = random.sample(listed).slice(0, poll.multipleAnswers ? random.between(1, listed.length) : 1)
    for (const option of chosen) named.get(option)?.push(id)
  }
  const manner = random.weighted({ plain: 10, withdrawn: 4, hidden: 3, tally: 3, tallyOfOthers: 2, one: 1 })
  const others = random.sample(othersOf(poll.chat, person)).slice(0, random.between(1, 3))
  if (manner === "plain") vote(ownId)
  if (manner === "hidden") vote(person?.lid ?? "1002003004005009@lid")
  if (manner === "one") vote(others[0]?.id ?? ownId)
  if (manner === "tally") for (const id of [ownId, ...others.map((other) => other.id)]) vote(id)
  if (manner === "tallyOfOthers") for (const other of others) vote(other.id)
  return named
}

/** Adds an update: a person's, or with null the account's own, whole choice in a poll. */
export const castVote = (truth: Truth, poll: MadeUpPoll, person: Person | null): void => {
  const { random } = truth
  const known = random.chance(0.1) ? random.sample(poll.options).slice(1) : [...new Set(poll.options)]
  const more = random.chance(0.08) ? [...known, "Неизвестное"] : known
  const listed = random.chance(0.3) ? random.sample(more) : more
  const named = votersOf(truth, poll, person, listed)
  const asObjects = random.chance(0.2)
  const votes = listed.map(
    (optionName): JsonObject => ({
      optionName,
      optionVoters: (named.get(optionName) ?? []).map((id) => (asObjects ? { voterWid: id } : id))
    })
  )
  const optionals = thinned(random, { name: poll.name, multipleAnswers: poll.multipleAnswers })
  const data = {
    stanzaId: poll.id,
    votes: random.chance(0.04) ? [...votes, ...votes.slice(0, 1)] : votes,
    ...optionals
  }
  const lost = random.chance(0.01)
  emit(truth, poll.chat, person, "pollUpdateMessage", lost ? {} : { pollMessageData: data })
}
