// Who takes part in a made-up account: its instances, the people, the chats of each instance. People have
// an id, a hidden one (@lid), a name that some records show and some leave out; all are invented. Two
// instances can share a group, and a person can write to both. It holds no messages. Gotcha: an instance's
// own number stands in optionVoters, but the tables call its account instance:<id>.

import type { Random } from "@chatledger/sample-account"

/** Somebody other than the account itself. */
export type Person = {
  readonly id: string
  readonly lid: string
  readonly name: string
  readonly contactName: string
}

/** A chat as one instance sees it; a chat with id "" makes records without chatId. */
export type Chat = {
  readonly instanceId: string
  readonly chatId: string
  readonly people: ReadonlyArray<Person>
}

/** Everyone in an account. */
export type Cast = {
  readonly instanceIds: ReadonlyArray<string>
  readonly people: ReadonlyArray<Person>
  readonly chats: ReadonlyArray<Chat>
}

/** The number of an instance's own account. */
export const ownNumber = (instanceId: string): string => `7${instanceId}@c.us`

const personOf = (random: Random, index: number): Person => ({
  id: `7900000000${index}@c.us`,
  lid: `10020030040050${index}@lid`,
  name: random.chance(0.1) ? "" : random.pick([`Имя ${index}`, `Name ${index}`, "Анна", 'O\'Neil, "Bo"']),
  contactName: random.chance(0.5) ? "" : `Контакт ${index}`
})

const chatsOfInstance = (
  random: Random,
  instanceId: string,
  people: ReadonlyArray<Person>
): ReadonlyArray<Chat> => {
  const some = () => random.sample(people).slice(0, random.between(2, people.length))
  const privateChats = random
    .sample(people)
    .slice(0, random.between(1, 2))
    .map((person) => ({ instanceId, chatId: person.id, people: [person] }))
  const hidden = random.pick(people)
  const groups = ["120363150000000001@g.us", "120363150000000002@g.us"].slice(0, random.between(1, 2))
  return [
    ...groups.map((chatId) => ({ instanceId, chatId, people: some() })),
    ...privateChats,
    ...(random.chance(0.4)
      ? [{ instanceId, chatId: hidden.lid, people: [{ ...hidden, id: hidden.lid }] }]
      : []),
    ...(random.chance(0.1) ? [{ instanceId, chatId: "status@broadcast", people }] : []),
    ...(random.chance(0.1) ? [{ instanceId, chatId: "", people }] : [])
  ]
}

/** Invents the people and chats of an account with so many instances. */
export const castOf = (random: Random, instances: number): Cast => {
  const instanceIds = ["1101000001", "1102000002", "7103000003"].slice(0, instances)
  const people = Array.from({ length: random.between(3, 7) }, (_, index) => personOf(random, index))
  const chats = instanceIds.flatMap((instanceId) => chatsOfInstance(random, instanceId, people))
  return { instanceIds, people, chats }
}
