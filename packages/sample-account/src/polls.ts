// Polls of the account, and their votes.
//
// An update is one voter's whole choice and lists all options. Some people change their vote, some
// withdraw it. A person with a hidden number votes under the `lid`, though the sender is the number.
// Unusual updates are in `strange-votes.ts`.
import { day, hour, minute, whenAwake } from "./calendar.ts"
import type { Person } from "./people.ts"
import type { Random } from "./random.ts"
import { type Author, type Body, isOwn, type Json, objectAt, type Posted } from "./record.ts"
import type { Timeline } from "./timeline.ts"

/** A poll; `multiple` allows several answers. */
export const poll = (name: string, options: ReadonlyArray<string>, multiple: boolean): Body => ({
  typeMessage: "pollMessage",
  pollMessageData: {
    name,
    options: options.map((optionName) => ({ optionName })),
    multipleAnswers: multiple
  }
})

/** A poll of MAX, whose voters may change their votes. */
export const changeablePoll = (name: string, options: ReadonlyArray<string>): Body => ({
  typeMessage: "pollMessage",
  pollMessageData: {
    name,
    options: options.map((optionName) => ({ optionName })),
    allowToChangeAnswer: true
  }
})

/** The names of the options of a poll, in order. */
export const optionsOf = ({ body }: Posted): ReadonlyArray<string> => {
  const options = objectAt(body, "pollMessageData")["options"]
  return Array.isArray(options)
    ? options.map((option: { optionName?: unknown }) => String(option.optionName))
    : []
}

/** An update of a poll: the voters of each option, strings or objects. */
export const pollUpdate = (poll: Posted, votersOf: (option: string) => ReadonlyArray<Json>): Body => {
  const { name = "", multipleAnswers = false } = objectAt(poll.body, "pollMessageData")
  const votes = optionsOf(poll).map((optionName) => ({ optionName, optionVoters: votersOf(optionName) }))
  return {
    typeMessage: "pollUpdateMessage",
    pollMessageData: { stanzaId: poll.idMessage, name, votes, multipleAnswers }
  }
}

/** Posts one voter's choice; an empty one withdraws the vote. */
export const castVote = (
  timeline: Timeline,
  poll: Posted,
  author: Author,
  at: number,
  chosen: ReadonlyArray<string>
): void => {
  const voter = isOwn(author) ? poll.chat.instance.ownId : (author.lid ?? author.id)
  const body = pollUpdate(poll, (option) => (chosen.includes(option) ? [voter] : []))
  timeline.post({ chat: poll.chat, author, at, body })
}

const choice = (poll: Posted, leader: string, random: Random): ReadonlyArray<string> => {
  const options = optionsOf(poll)
  const first = random.chance(0.4) ? leader : random.pick(options)
  const isMultiple = objectAt(poll.body, "pollMessageData")["multipleAnswers"] === true
  const others = isMultiple ? random.sample(options, random.between(0, 2)) : []
  return options.filter((option) => option === first || others.includes(option))
}

/** Adds votes in the day and a half after the question, most of them soon. */
export const castVotes = (
  timeline: Timeline,
  poll: Posted,
  voters: ReadonlyArray<Person>,
  random: Random
): void => {
  const leader = random.pick(optionsOf(poll))
  for (const voter of voters) {
    const wait = 20 + Math.floor(random.next() ** 3 * 1.5 * day)
    let at = whenAwake(poll.at + wait)
    castVote(timeline, poll, voter, at, choice(poll, leader, random))
    if (random.chance(0.16)) {
      at = whenAwake(at + random.between(15, 3 * hour))
      castVote(timeline, poll, voter, at, choice(poll, leader, random))
    }
    if (random.chance(0.08)) castVote(timeline, poll, voter, at + random.between(minute, 2 * hour), [])
  }
}
