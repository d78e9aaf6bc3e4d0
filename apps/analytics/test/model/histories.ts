// Many little histories in few replies: each is a group of its own, with two polls, two messages to react to, and two to
// four people who vote and react within twelve seconds, under one id or another. A hundred groups share an instance,
// whose journal was asked three times; so events of one second come in different orders of first sight. Gotcha: only
// seconds matter, so as of each of the twelve is as of any instant.
import { type Random, randomFrom } from "@chatledger/sample-account"
import { type Reply, type StoredReply, withSnapshotIds } from "./observations.ts"
import type { JsonObject } from "./record.ts"

const GROUPS = 100
const START = 1_700_000_000
const SECONDS = 12

/** The instants that tell histories apart, in epoch milliseconds: one before everything, and each second. */
export const instants: ReadonlyArray<number> = Array.from(
  { length: SECONDS + 1 },
  (_, second) => (START + second) * 1000
)

const people = (group: number, count: number) =>
  Array.from({ length: count }, (_, place) => ({
    id: `79${String(group * 10 + place).padStart(9, "0")}@c.us`,
    lid: `88${String(group * 10 + place).padStart(12, "0")}@lid`
  }))

const options = ["да", "нет", "☕"]

/** The records of one history, the earliest first. */
export const historyOf = (random: Random, instance: string, group: number): ReadonlyArray<JsonObject> => {
  const chatId = `1203${String(group).padStart(14, "0")}@g.us`
  const members = people(group, random.between(2, 4))
  const polls = [`P${group}`, `Q${group}`]
  const record = (fields: JsonObject, second: number, number: string): JsonObject => ({
    type: "incoming",
    idMessage: `${number}-${group}`,
    timestamp: START + second,
    chatId,
    ...fields
  })
  const from = (place: number) => {
    const member = members[place % members.length] ?? { id: "", lid: "" }
    if (place === 0 && random.chance(0.3)) return { type: "outgoing", own: `7${instance}@c.us`, other: "" }
    const [senderId, other] = random.chance(0.3) ? [member.lid, member.id] : [member.id, member.lid]
    return { senderId, senderName: `${place}`, own: senderId, other }
  }
  const vote = (second: number, number: string): JsonObject => {
    const { own, other, ...sender } = from(random.between(0, 3))
    const manner = random.weighted({ plain: 5, hidden: 6, withdrawn: 2, tally: 1, tallyOfOthers: 1 })
    const voters = {
      plain: [own],
      hidden: [other === "" ? own : other],
      withdrawn: [],
      tally: [own, other, ...members.map(({ id }) => id)]
        .filter((id) => id !== "")
        .slice(0, random.between(2, 4)),
      tallyOfOthers: members.map(({ lid }) => lid)
    }[manner]
    const votes = options.map((optionName) => ({
      optionName,
      optionVoters: voters.filter(() => random.chance(0.5))
    }))
    const pollMessageData = { stanzaId: random.pick(polls), name: "?", votes }
    return record({ ...sender, typeMessage: "pollUpdateMessage", pollMessageData }, second, number)
  }
  const react = (second: number, number: string): JsonObject => {
    const { own: _own, other: _other, ...sender } = from(random.between(0, 3))
    const text = random.pick(["👍", "👍🏽", "❤️", "", "😂"])
    const participant = random.pick(members)
    const quotedMessage = {
      stanzaId: `${random.pick(["M", "N"])}-${group}`,
      participant: random.pick([participant.id, participant.lid])
    }
    const body = { typeMessage: "reactionMessage", extendedTextMessageData: { text }, quotedMessage }
    return record({ ...sender, ...body }, second, number)
  }
  const asked = {
    ...record({ typeMessage: "pollMessage", senderId: members[0]?.id ?? "" }, 1, "P"),
    idMessage: `P${group}`,
    pollMessageData: {
      name: "?",
      options: options.map((optionName) => ({ optionName })),
      multipleAnswers: true
    }
  }
  const target = record(
    { typeMessage: "textMessage", textMessage: "!", senderId: members[1]?.lid ?? "" },
    1,
    "M"
  )
  const events = Array.from({ length: random.between(6, 14) }, (_, number) =>
    random.chance(0.5)
      ? vote(random.between(1, SECONDS), `${number}`)
      : react(random.between(1, SECONDS), `${number}`)
  )
  return [asked, target, ...events]
}

const secondOf = (record: JsonObject) => Number(record["timestamp"])

const replyOf = (
  random: Random,
  instanceId: string,
  records: ReadonlyArray<JsonObject>,
  time: number
): Reply => {
  const newestFirst = random.sample(records).toSorted((a, b) => secondOf(b) - secondOf(a))
  return {
    instanceId,
    journal: "incoming",
    requestedAt: time * 1000,
    requestedAtIsGuess: random.chance(0.2),
    minutes: null,
    body: JSON.stringify(random.chance(0.7) ? newestFirst : newestFirst.toReversed())
  }
}

/** The replies of so many histories, the first of them number 0. */
export const repliesOfHistories = (seed: number, histories: number): ReadonlyArray<StoredReply> => {
  const random = randomFrom(seed)
  const instances = Array.from({ length: Math.ceil(histories / GROUPS) }, (_, index) => 1101000000 + index)
  const replies = instances.flatMap((number, index) => {
    const instanceId = String(number)
    const own = Array.from({ length: Math.min(GROUPS, histories - index * GROUPS) }, (_, place) =>
      historyOf(random, instanceId, index * GROUPS + place)
    ).flat()
    const until = (second: number) => own.filter((record) => secondOf(record) <= START + second)
    return [
      replyOf(random, instanceId, until(random.between(2, 8)), START + 100),
      replyOf(random, instanceId, random.sample(own).slice(0, own.length / 2), START + 200),
      replyOf(random, instanceId, own, START + 300)
    ]
  })
  return withSnapshotIds(replies)
}
