// Statistics of polls: results, turnout, and how each voter's choice changed.
// Every poll is listed with all its options, also without a single vote, unless a range of time leaves it out;
// times in epoch milliseconds. A voter counts with the choice of their latest update, if that is in the range;
// an empty choice is a withdrawal. Gotcha: a choice is a set of options, so naming the same options in another
// order changes nothing.
import type { SenderRow } from "./chats-and-senders.ts"
import { type Ballot, ballotsByVoter, type Poll, pollColumns } from "./polls.ts"
import { namesOf } from "./reaction-statistics.ts"
import { keyOf } from "./record.ts"
import { everything, hadHappened, hasRange, isInPlace, isInRange, type Scope } from "./scope.ts"

// The ballots that had been cast by the moment of the scope.
const castBy = (poll: Poll, scope: Scope): ReadonlyArray<Ballot> =>
  poll.ballots.filter(({ voted_at }) => hadHappened(scope, voted_at))

const isListed = (poll: Poll, scope: Scope): boolean =>
  isInPlace(scope, poll.row) &&
  (!hasRange(scope) ||
    isInRange(scope, poll.row.asked_at) ||
    castBy(poll, scope).some(({ voted_at }) => isInRange(scope, voted_at)))

// The latest ballot of every voter, if it is in the range.
const latestBallots = (poll: Poll, scope: Scope): ReadonlyArray<Ballot> =>
  [...ballotsByVoter(castBy(poll, scope)).values()].flatMap((history) => {
    const last = history.at(-1)
    return last !== undefined && isInRange(scope, last.voted_at) ? [last] : []
  })

const resultsOf = (poll: Poll, scope: Scope) => {
  const choices = latestBallots(poll, scope)
    .map(({ choice }) => choice)
    .filter((choice) => choice.length > 0)
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
export const pollResults = (polls: ReadonlyArray<Poll>, scope: Scope = everything) =>
  polls.filter((poll) => isListed(poll, scope)).flatMap((poll) => resultsOf(poll, scope))

/** Rows of `poll_results` at a time in epoch milliseconds: only votes of that moment or before count. */
export const pollResultsAt = (polls: ReadonlyArray<Poll>, at: number, scope: Scope = everything) =>
  pollResults(polls, { ...scope, asOf: at })

// The options of a ballot stand in the order of the poll, so equal sets are equal texts.
const choicesMade = (history: ReadonlyArray<Ballot>): number =>
  new Set(history.map(({ choice }) => JSON.stringify(choice))).size

const winnerOf = (poll: Poll, scope: Scope): string | null => {
  const results = resultsOf(poll, scope)
  const most = Math.max(0, ...results.map(({ votes }) => votes))
  return most === 0
    ? null
    : results
        .filter(({ votes }) => votes === most)
        .map(({ option_name }) => option_name)
        .join(", ")
}

/** Rows of `poll_turnout`; the first and last vote are those of any update, also of a withdrawal. */
export const pollTurnout = (polls: ReadonlyArray<Poll>, scope: Scope = everything) =>
  polls
    .filter((poll) => isListed(poll, scope))
    .map((poll) => {
      const latest = latestBallots(poll, scope)
      const counted = castBy(poll, scope).filter(({ voted_at }) => isInRange(scope, voted_at))
      const times = counted.flatMap(({ voted_at }) => voted_at ?? [])
      return {
        ...pollColumns(poll),
        poll_name: poll.row.poll_name,
        voters: latest.filter(({ choice }) => choice.length > 0).length,
        withdrawn: latest.filter(({ choice }) => choice.length === 0).length,
        changed_their_vote: [...ballotsByVoter(counted).values()].filter(
          (history) => choicesMade(history) > 1
        ).length,
        first_vote_at: times[0] ?? null,
        last_vote_at: times.at(-1) ?? null,
        winner: winnerOf(poll, scope)
      }
    })

/** Rows of `poll_voters`: every voter whose latest update is in the range, with every option. */
export const pollVoters = (
  polls: ReadonlyArray<Poll>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOf(senders)
  return polls
    .filter((poll) => isInPlace(scope, poll.row))
    .flatMap((poll) =>
      latestBallots(poll, scope).flatMap(({ voter_id, voted_at, choice }) =>
        poll.options.map((option_name, option_index) => ({
          ...pollColumns(poll),
          poll_name: poll.row.poll_name,
          voter_id,
          voter_name: names.get(keyOf(poll.row.instance_id, voter_id)) ?? null,
          voted_at,
          option_index,
          option_name,
          is_chosen: choice.includes(option_name)
        }))
      )
    )
}

/** Rows of `poll_results_over_time`: the results as of every moment of the range at which somebody voted. */
export const pollResultsOverTime = (polls: ReadonlyArray<Poll>, scope: Scope = everything) =>
  polls
    .filter((poll) => isInPlace(scope, poll.row))
    .flatMap((poll) =>
      [...new Set(poll.ballots.flatMap(({ voted_at }) => voted_at ?? []))]
        .filter((moment) => isInRange(scope, moment))
        .flatMap((moment) =>
          resultsOf(poll, { ...everything, asOf: moment }).map((row) => ({ ...row, voted_at: moment }))
        )
    )

/** Rows of `poll_vote_history`: one per update and voter in the range, the previous choice null for the first. */
export const pollVoteHistory = (
  polls: ReadonlyArray<Poll>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOf(senders)
  return polls
    .filter((poll) => isInPlace(scope, poll.row))
    .flatMap((poll) =>
      [...ballotsByVoter(poll.ballots).values()].flatMap((history) =>
        history
          .map(({ voter_id, voted_at, choice }, index) => ({
            ...pollColumns(poll),
            poll_name: poll.row.poll_name,
            voter_id,
            voter_name: names.get(keyOf(poll.row.instance_id, voter_id)) ?? null,
            voted_at,
            choice,
            previous_choice: history[index - 1]?.choice ?? null
          }))
          .filter(({ voted_at }) => isInRange(scope, voted_at))
      )
    )
}
