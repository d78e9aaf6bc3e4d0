// Poll updates that break the rule of one voter per update, and a poll that is missing from the journal.
//
// One update names three voters, like a tally; one names its voter by an object; some are about a poll
// from before the account's first day, so that only the votes have its name and options.
import { hour, secondsAt } from "./calendar.ts"
import { bookClub, type Chat, football, member, neighbours } from "./people.ts"
import { castVote, optionsOf, poll, pollUpdate } from "./polls.ts"
import { react } from "./reactions.ts"
import type { Posted } from "./record.ts"
import type { Timeline } from "./timeline.ts"

const lastPollOf = (timeline: Timeline, chat: Chat): Posted => {
  const poll = timeline.posted.findLast(
    (posted) => posted.chat === chat && posted.body.typeMessage === "pollMessage"
  )
  if (poll === undefined) throw new RangeError(`nobody asked anything in ${chat.name}`)
  return poll
}

const playTally = (timeline: Timeline): void => {
  const poll = lastPollOf(timeline, football)
  const [first, second] = optionsOf(poll)
  const [misha, nick, sasha] = [member("misha"), member("nick"), member("sasha")]
  const body = pollUpdate(poll, (option) => {
    if (option === first) return [misha.id, nick.id]
    return option === second ? [sasha.id] : []
  })
  timeline.post({ chat: football, author: misha, at: poll.at + 3 * hour, body })
}

const playVoterObjects = (timeline: Timeline): void => {
  const poll = lastPollOf(timeline, bookClub)
  const [first] = optionsOf(poll)
  const kate = member("kate")
  const body = pollUpdate(poll, (option) => (option === first ? [{ voterWid: kate.id }] : []))
  timeline.post({ chat: bookClub, author: kate, at: poll.at + 13 * hour, body })
}

const playUnseenPoll = (timeline: Timeline): void => {
  const unseen: Posted = {
    idMessage: "3EB0000000000DE0000001",
    chat: neighbours,
    author: member("sergey"),
    at: secondsAt("01-04 18:00"),
    body: poll("Ёлку во дворе разбираем когда?", ["10 января", "14 января", "После весны"], false)
  }
  castVote(timeline, unseen, member("olga"), secondsAt("01-05 09:12"), ["14 января"])
  castVote(timeline, unseen, member("kostya"), secondsAt("01-05 09:40"), ["После весны"])
  castVote(timeline, unseen, member("olga"), secondsAt("01-05 13:02"), ["10 января"])
  react(timeline, unseen, member("dasha"), secondsAt("01-05 09:50"), "🎄")
}

/** Adds the strange votes to the timeline; the groups must have posted their polls before. */
export const playStrangeVotes = (timeline: Timeline): void => {
  playTally(timeline)
  playVoterObjects(timeline)
  playUnseenPoll(timeline)
}
