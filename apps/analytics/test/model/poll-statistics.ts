// Statistics of polls: results, turnout, and how each voter's choice changed.
// Every poll is listed with all its options, also without a single vote; times in epoch milliseconds.
// A voter counts with the choice of their latest update; an empty choice is a withdrawal.
// Gotcha: a choice is a set of options, so naming the same options in another order changes nothing.

import { type Ballot, ballotsByVoter, type Poll, pollColumns } from "./polls.ts"

const currentChoices = (ballots: ReadonlyArray<Ballot>): ReadonlyArray<ReadonlyArray<string>> =>
  [...ballotsByVoter(ballots).values()].map((history) => history.at(-1)?.choice ?? [])

const resultsOf = (poll: Poll, ballots: ReadonlyArray<Ballot>) => {
  const choices = currentChoices(ballots).filter((choice) => choice.length > 0)
  return poll.options.map((option, index) => {
    const votes = choices.filter((choice) => choice.includes(option)).length
    return {
      ...pollColumns(poll),
      poll_name: poll.row.poll_name,
      option_index: index,
      option_name: option,
      votes,
      voters: choices.length,
      share: choices.length === 0 ? null : votes / choices.length
    }
  })
}

/** Rows of `poll_results`. */
export const pollResults = (polls: ReadonlyArray<Poll>) =>
  polls.flatMap((poll) => resultsOf(poll, poll.ballots))

/** Rows of `poll_results` at a time in epoch milliseconds: only votes of that moment or before count. */
export const pollResultsAt = (polls: ReadonlyArray<Poll>, at: number) =>
  polls.flatMap((poll) =>
    resultsOf(
      poll,
      poll.ballots.filter(({ voted_at }) => voted_at !== null && voted_at <= at)
    )
  )

// The options of a ballot stand in the order of the poll, so equal sets are equal texts.
const sameChoice = (a: Ballot | undefined, b: Ballot): boolean =>
  JSON.stringify(a?.choice) === JSON.stringify(b.choice)

const changed = (history: ReadonlyArray<Ballot>): boolean =>
  history.some((ballot, index) => index > 0 && !sameChoice(history[index - 1], ballot))

const winnerOf = (poll: Poll): string | null => {
  const results = resultsOf(poll, poll.ballots)
  const most = Math.max(0, ...results.map(({ votes }) => votes))
  return most === 0
    ? null
    : results
        .filter(({ votes }) => votes === most)
        .map(({ option_name }) => option_name)
        .join(", ")
}

/** Rows of `poll_turnout`; the first and last vote are those of any update, also of a withdrawal. */
export const pollTurnout = (polls: ReadonlyArray<Poll>) =>
  polls.map((poll) => {
    const choices = currentChoices(poll.ballots)
    const times = poll.ballots.flatMap(({ voted_at }) => voted_at ?? [])
    return {
      ...pollColumns(poll),
      poll_name: poll.row.poll_name,
      voters: choices.filter((choice) => choice.length > 0).length,
      withdrawn: choices.filter((choice) => choice.length === 0).length,
      changed_their_vote: [...ballotsByVoter(poll.ballots).values()].filter(changed).length,
      first_vote_at: times[0] ?? null,
      last_vote_at: times.at(-1) ?? null,
      winner: winnerOf(poll)
    }
  })

/** Rows of `poll_vote_history`: one per update and voter, the previous choice null for the first. */
export const pollVoteHistory = (polls: ReadonlyArray<Poll>) =>
  polls.flatMap((poll) =>
    [...ballotsByVoter(poll.ballots).values()].flatMap((history) =>
      history.map(({ voter_id, voted_at, choice }, index) => ({
        ...pollColumns(poll),
        voter_id,
        voted_at,
        choice,
        previous_choice: history[index - 1]?.choice ?? null
      }))
    )
  )
