// Polls: votes by option, turnout, winners, and who changed their vote. Counts updates in the period. A choice counts
// as the voter's unless a later update, at any time, replaced it. A filter by person filters the voters.
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"

export interface PollCount {
  readonly poll: number
  readonly voters: number
  readonly withdrawn: number
  readonly changed: number
  /** 0 if no vote has a time. */
  readonly firstDay: number
  readonly lastDay: number
  /** Votes by option, in the order of the poll. */
  readonly votes: ReadonlyArray<number>
  /** Options with the most votes, in the order of the poll. */
  readonly winners: ReadonlyArray<number>
}

interface Update {
  readonly isCounted: boolean
  readonly day: number
  readonly choice: ReadonlyArray<number>
}

/** The updates of every voter of a poll. Rows are ordered by poll, voter and update. */
const updatesOf = ({ columns }: Data, scope: Scope, first: number, end: number) => {
  const { voter, is_first, choice, day, is_inside } = columns.votes
  const byVoter = new Map<number, Array<Update>>()
  for (let row = first; row < end; ) {
    const who = voter[row] ?? 0
    const chosen: Array<number> = []
    const start = row
    do {
      const option = (choice[row] ?? 0) - 1
      if (option >= 0) chosen.push(option)
      row += 1
    } while (row < end && is_first[row] === 0)
    if (scope.hasMember[who] !== 1) continue
    const updates = byVoter.get(who) ?? []
    byVoter.set(who, updates)
    const at = day[start] ?? 0
    updates.push({ isCounted: is_inside[start] === 1 && scope.hasDay(at), day: at, choice: chosen })
  }
  return byVoter
}

const countPoll = (data: Data, scope: Scope, poll: number, first: number, end: number): PollCount => {
  const start = data.optionStarts[poll] ?? 0
  const options = data.columns.poll_options.text.subarray(start, data.optionStarts[poll + 1])
  const byText = new Map<number, number>()
  let voters = 0
  let withdrawn = 0
  let changed = 0
  let firstDay = 0
  let lastDay = 0
  for (const updates of updatesOf(data, scope, first, end).values()) {
    const counted = updates.filter(({ isCounted }) => isCounted)
    if (new Set(counted.map(({ choice }) => choice.join())).size > 1) changed += 1
    for (const { day } of counted) {
      if (day > 0 && (firstDay === 0 || day < firstDay)) firstDay = day
      if (day > lastDay) lastDay = day
    }
    const latest = updates.at(-1)
    if (latest === undefined || !latest.isCounted) continue
    if (latest.choice.length === 0) withdrawn += 1
    else voters += 1
    for (const option of latest.choice) {
      const name = options[option] ?? -1
      byText.set(name, (byText.get(name) ?? 0) + 1)
    }
  }
  const votes = Array.from(options, (name) => byText.get(name) ?? 0)
  const most = Math.max(0, ...votes)
  const winners = votes.flatMap((count, option) => (count === most && most > 0 ? [option] : []))
  return { poll, voters, withdrawn, changed, firstDay, lastDay, votes, winners }
}

/** Polls that were created or voted in during the period, in their order. */
export const countPolls = (data: Data, scope: Scope): ReadonlyArray<PollCount> => {
  const { polls, votes } = data.columns
  const counts: Array<PollCount> = []
  let row = 0
  for (let poll = 0; poll < polls.chat.length; poll += 1) {
    const first = row
    let isVotedIn = false
    while (row < votes.poll.length && votes.poll[row] === poll) {
      isVotedIn ||= votes.is_inside[row] === 1 && scope.hasDay(votes.day[row] ?? 0)
      row += 1
    }
    if (scope.hasChat[polls.chat[poll] ?? 0] !== 1) continue
    if (!isVotedIn && !scope.hasDay(polls.day[poll] ?? 0)) continue
    counts.push(countPoll(data, scope, poll, first, row))
  }
  return counts
}
