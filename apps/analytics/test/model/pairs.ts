// Which two ids of different kinds are one person, by what the journal tells: who writes in a private chat is its other
// side, and the only voter whom an update names is its sender. A pair counts where nothing gives either id to somebody
// else; a chat is believed before votes; a number may be the account of several instances.
import type { Message } from "./messages.ts"
import { groupBy, isObject, keyOf, listAt, objectAt, textAt } from "./record.ts"

type Pair = readonly [one: string, other: string]

export interface Pairs {
  readonly all: ReadonlyArray<Pair>
  /** The number of a hidden id, or the id itself. */
  readonly numberOf: (id: string) => string
  /** True if the two are one id, or a pair. */
  readonly areOne: (sender: string, voter: string) => boolean
}

const kinds = [/^instance:/, /^(?!(?:0|10000000000)@).*@c\.us$|^\d+$/, /@lid$/]
/** Place among the kinds of ids: an account, a person, a hidden number; -1 for others. */
export const kindOf = (id: string) => kinds.findIndex((kind) => kind.test(id))

const paired = (id: string, other: string): ReadonlyArray<Pair> => {
  const [a, b] = [kindOf(id), kindOf(other)]
  if (a < 0 || b < 0 || a === b) return []
  return [a < b ? [id, other] : [other, id]]
}

const namedIn = (record: Message["record"]): ReadonlyArray<string> => [
  ...new Set(
    listAt(objectAt(record, "pollMessageData"), "votes")
      .filter(isObject)
      .flatMap((vote) => listAt(vote, "optionVoters"))
      .flatMap((voter) =>
        isObject(voter) ? (textAt(voter, "voterWid") ?? []) : typeof voter === "string" ? voter : []
      )
      .filter((voter) => voter !== "")
  )
]

const votePairs = (messages: ReadonlyArray<Message>): ReadonlyArray<Pair> =>
  messages.flatMap(({ row, record }) => {
    if (row.type_message !== "pollUpdateMessage" || row.sender_id === null) return []
    if (textAt(objectAt(record, "pollMessageData"), "stanzaId") === null) return []
    const [only, ...others] = namedIn(record)
    return only === undefined || others.length > 0 ? [] : paired(row.sender_id, only)
  })

const chatPairs = (messages: ReadonlyArray<Message>): ReadonlyArray<Pair> =>
  messages.flatMap(({ row }) =>
    row.direction !== "incoming" ||
    row.sender_id === null ||
    kindOf(row.chat_id) < 1 ||
    kindOf(row.sender_id) < 1
      ? []
      : paired(row.chat_id, row.sender_id)
  )

const distinct = (pairs: ReadonlyArray<Pair>) =>
  [...groupBy(pairs, ([one, other]) => keyOf(one, other)).values()].flatMap((group) => group.slice(0, 1))

const isSame =
  ([one, other]: Pair) =>
  ([a, b]: Pair) =>
    one === a && other === b

/** Pairs that share an id of a pair while the other one is of the same kind. */
const besides = ([one, other]: Pair, pairs: ReadonlyArray<Pair>) =>
  pairs.filter(
    ([a, b]) => kindOf(a) === kindOf(one) && kindOf(b) === kindOf(other) && (a === one) !== (b === other)
  )

const isSingle = (pair: Pair, pairs: ReadonlyArray<Pair>): boolean =>
  besides(pair, pairs).every(([a]) => a !== pair[0] && kindOf(a) === 0)

/** The pairs of all messages. */
export const pairsOf = (messages: ReadonlyArray<Message>): Pairs => {
  const [chats, votes] = [distinct(chatPairs(messages)), distinct(votePairs(messages))]
  const sure = chats.filter((pair) => isSingle(pair, chats))
  const believed = votes.filter((pair) =>
    chats.some(isSame(pair))
      ? sure.some(isSame(pair))
      : isSingle(pair, votes) && besides(pair, chats).length === 0
  )
  const all = distinct([...sure, ...believed])
  const numbers = new Map(all.flatMap(([one, other]) => (kindOf(one) === 1 ? [[other, one] as const] : [])))
  const numberOf = (id: string) => numbers.get(id) ?? id
  return {
    all,
    numberOf,
    areOne: (sender, voter) => sender === voter || all.some(isSame([sender, voter]))
  }
}
