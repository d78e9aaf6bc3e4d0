// The history of the generated account: every state of every message, and when it becomes visible.
//
// Four weeks of three instances, the last on MAX, the same on every machine and in every call. `replies.ts` computes from
// it the reply of the journal at a moment. Gotcha: nothing is visible after the account's last morning.
import { closing, opening } from "./calendar.ts"
import { playClub } from "./club.ts"
import { customers, hiddenCustomer, newcomers, partners } from "./customers.ts"
import { type DirectoryReply, demoDirectory } from "./directory.ts"
import { bookClub, club, clubPeople, football, neighbours, type Person, shop } from "./people.ts"
import { randomFrom } from "./random.ts"
import { playRarities } from "./rarities.ts"
import { sprinkleReactions } from "./reactions.ts"
import { playShop } from "./shop.ts"
import { playStrangeVotes } from "./strange-votes.ts"
import { type RecordState, Timeline } from "./timeline.ts"
import { playUndocumented } from "./undocumented.ts"
import { playWorkshop, potteryPeople, workshop } from "./workshop.ts"

/** An instance of the account, with the name given by its owner. */
export type DemoInstance = { readonly idInstance: string; readonly name: string }

/** The owner's name for a chat or a person. */
export type DemoName = { readonly id: string; readonly name: string }

/** The account over time; `states` are in the order of `visibleFrom`. */
export type DemoHistory = {
  readonly instances: ReadonlyArray<DemoInstance>
  readonly names: ReadonlyArray<DemoName>
  readonly from: Date
  readonly to: Date
  readonly states: ReadonlyArray<RecordState>
  readonly directory: ReadonlyArray<DirectoryReply>
}

const nameOf = ({ id, senderName, senderContactName }: Person): DemoName => ({
  id,
  name: senderContactName === "" ? senderName : senderContactName
})

const instances = [shop, club, workshop]

const people: ReadonlyArray<Person> = [
  ...potteryPeople,
  ...clubPeople,
  ...customers.map(({ person }) => person),
  ...newcomers,
  hiddenCustomer,
  ...Object.values(partners)
]

const names: ReadonlyArray<DemoName> = [
  ...instances.flatMap(({ idInstance, ownId, owner }) =>
    [`instance:${idInstance}`, ownId].map((id) => ({ id, name: owner }))
  ),
  ...[neighbours, football, bookClub].map(({ id, name }) => ({ id, name })),
  ...new Map(people.toReversed().map((one) => [one.id, nameOf(one)])).values()
]

/** The history of the generated account: a new but always equal value. */
export const demoHistory = (): DemoHistory => {
  const timeline = new Timeline(randomFrom("timeline"))
  playClub(timeline)
  playShop(timeline)
  sprinkleReactions(timeline, randomFrom("reactions"))
  playUndocumented(timeline)
  playRarities(timeline)
  playStrangeVotes(timeline)
  playWorkshop(timeline)
  return {
    instances: instances.map(({ idInstance, name }) => ({ idInstance, name })),
    names,
    from: new Date(opening * 1000),
    to: new Date(closing * 1000),
    states: timeline.states().filter(({ visibleFrom }) => visibleFrom <= closing),
    directory: demoDirectory
  }
}
