// Polls and reactions as of any instant of thousands of generated histories, by ids and by people.
// 150 of them at every fifth instant in `test`, 2,000 at all in `test:reliability`; `CHATLEDGER_HISTORIES=20000` makes more, `CHATLEDGER_SEED=7` others.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import type { Database } from "../src/engine/database.ts"
import { countPeople } from "../src/people/people.ts"
import { findStatistic, statisticQuery } from "../src/statistics/statistics.ts"
import { breadth } from "./breadth.ts"
import { loaded } from "./loaded.ts"
import { contactsOf } from "./model/attachments.ts"
import { sendersOf } from "./model/chats-and-senders.ts"
import { expectSameRows, type Row } from "./model/compare.ts"
import { instants, repliesOfHistories } from "./model/histories.ts"
import { type Message, messagesOf } from "./model/messages.ts"
import { observationsOf } from "./model/observations.ts"
import { messagesOfPeople, personsOf, pollsOfPeople, sendersOfPeople } from "./model/people.ts"
import {
  pollResults,
  pollResultsOverTime,
  pollTurnout,
  pollVoteHistory,
  pollVoters
} from "./model/poll-statistics.ts"
import { type Poll, pollsOf, pollVotesOf } from "./model/polls.ts"
import {
  mostReactedMessages,
  reactionsByAuthor,
  reactionsByEmoji,
  reactionsByReactor,
  reciprocity,
  standingReactions
} from "./model/reaction-statistics.ts"
import { reactionsOf } from "./model/reactions.ts"
import { everything, type Scope } from "./model/scope.ts"

const histories = Number(process.env["CHATLEDGER_HISTORIES"] ?? breadth(40, 2000))
const seed = Number(process.env["CHATLEDGER_SEED"] ?? 1)

const ask = Effect.fnUntraced(function* (database: Database, name: string, asOf: number | null) {
  const moment = asOf === null ? undefined : new Date(asOf)
  const statistic = yield* findStatistic(name)
  const { sql, parameters } = yield* statisticQuery(statistic, { tz: "UTC", as_of: moment })
  const rows: ReadonlyArray<Row> = yield* database.rows(sql, parameters)
  return rows
})

/** Rows without what chats and people are called, which is nothing of the moment. */
const unnamed = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([column]) => !/^(chat|voter|reactor|author)_name$/.test(column))
    )
  )

interface Model {
  readonly messages: ReadonlyArray<Message>
  readonly polls: ReadonlyArray<Poll>
  readonly senders: ReturnType<typeof sendersOf>
}

type Rows = Readonly<Record<string, ReadonlyArray<Row>>>

const pollRows = ({ polls, senders }: Model, scope: Scope): Rows => ({
  poll_results: pollResults(polls, scope),
  poll_turnout: pollTurnout(polls, scope),
  poll_voters: pollVoters(polls, senders, scope)
})

const reactionRows = ({ messages, senders }: Model, scope: Scope): Rows => {
  const standing = standingReactions(reactionsOf(messages), scope)
  return {
    most_reacted_messages: mostReactedMessages(standing, messages),
    reactions_by_emoji: reactionsByEmoji(standing),
    reactions_by_reactor: reactionsByReactor(standing, senders),
    reactions_by_author: reactionsByAuthor(standing, messages, senders),
    reciprocity: reciprocity(standing, messages, senders)
  }
}

const timeless = ({ polls, senders }: Model): Rows => ({
  poll_vote_history: pollVoteHistory(polls, senders),
  poll_results_over_time: pollResultsOverTime(polls)
})

const expectModel = Effect.fnUntraced(function* (
  database: Database,
  model: Model,
  rowsOf: (model: Model, scope: Scope) => Rows
) {
  for (const asOf of [null, ...instants.filter((_, place) => place % breadth(5, 1) === 0)])
    for (const [name, rows] of Object.entries(rowsOf(model, { ...everything, asOf })))
      expectSameRows(name, unnamed(yield* ask(database, name, asOf)), unnamed(rows))
})

const madeUp = () => {
  const replies = repliesOfHistories(seed, histories)
  const messages = messagesOf(observationsOf(replies))
  const polls = pollsOf(messages)
  const model: Model = { messages, polls, senders: sendersOf(messages) }
  return { replies, model }
}

const asPeople = ({ messages, polls, senders }: Model): Model => {
  const vcards = contactsOf(messages).map(({ vcard }) => vcard)
  const personOf = personsOf(messages, polls, vcards)
  return {
    messages: messagesOfPeople(messages, personOf),
    polls: pollsOfPeople(polls, personOf),
    senders: sendersOfPeople(senders, personOf)
  }
}

const MINUTES = 3 * 60_000

layer(NodeServices.layer)(`${histories} histories`, (it) => {
  it.effect(
    "have the polls and reactions of the model as of any instant",
    () =>
      Effect.gen(function* () {
        const { replies, model } = madeUp()
        expect(model.polls.length).toBeGreaterThan(histories)
        const database = yield* loaded(replies)
        yield* expectModel(database, model, pollRows)
        yield* expectModel(database, model, reactionRows)
        for (const [name, rows] of Object.entries(timeless(model)))
          expectSameRows(name, unnamed(yield* ask(database, name, null)), unnamed(rows))
      }),
    MINUTES
  )

  it.effect(
    "have them by people too, where one person uses several ids",
    () =>
      Effect.gen(function* () {
        const { replies, model } = madeUp()
        const people = asPeople(model)
        const voters = new Set(pollVotesOf(people.polls).map(({ voter_id }) => voter_id))
        const updates = model.messages.filter(({ row }) => row.type_message === "pollUpdateMessage")
        const ids = updates.flatMap(
          ({ record, row }) =>
            `${row.sender_id} ${JSON.stringify(record)}`.match(/[\w:]+@(?:c\.us|lid)|instance:\w+/g) ?? []
        )
        expect(voters.size).toBeLessThan(new Set(ids).size * 0.9)
        const database = yield* loaded(replies)
        yield* countPeople(database, [])
        yield* expectModel(database, people, pollRows)
        yield* expectModel(database, people, reactionRows)
        for (const [name, rows] of Object.entries(timeless(people)))
          expectSameRows(name, unnamed(yield* ask(database, name, null)), unnamed(rows))
      }),
    MINUTES
  )
})
