// A report that is safe to share: names, numbers and texts are replaced by numbered labels.
import type { SelectionText, Texts } from "./layout.ts"

const placeOf = () => {
  const places = new Map<string, number>()
  return (text: string): number => {
    const place = places.get(text) ?? places.size + 1
    places.set(text, place)
    return place
  }
}

/** A reaction, or a type of message, may be any text if the sender's program is not a normal one. */
const emojiOnly = (text: string): string => (/[\p{L}\p{N}\p{P}]/u.test(text) ? "" : text)
const typeOnly = (type: string): string => (/^[A-Za-z]{1,40}$/.test(type) ? type : "")

/** The chosen chats by their labels; a chat with no data in the report has none. */
const chosenChats = ({ chats, selection }: Texts): SelectionText["chats"] =>
  selection.chats.flatMap(({ id }) => {
    const places = chats.flatMap((chat, place) => (chat.id === id ? [`C${place + 1}`] : []))
    return (places.length === 0 ? ["C?"] : places).map((label) => ({ id: label, name: null }))
  })

/** Chats become C1, C2, …, people P1, instances I1, sites D1, polls and their options T1; texts of messages and files are removed. */
export const shareSafe = ({ files: _files, ...texts }: Texts): Texts => {
  const instance = placeOf()
  const site = placeOf()
  const person = placeOf()
  const instanceOf = (id: string) => `I${instance(id)}`
  const coverage = texts.coverage.map((interval) => ({
    ...interval,
    instance: instanceOf(interval.instance)
  }))
  return {
    ...texts,
    isShareSafe: true,
    selection: {
      ...texts.selection,
      instances: texts.selection.instances.map(instanceOf),
      chats: chosenChats(texts)
    },
    chats: texts.chats.map((chat, place) => ({
      instance: instanceOf(chat.instance),
      id: `C${place + 1}`,
      type: chat.type,
      name: null
    })),
    senders: texts.senders.map((sender) => ({
      instance: instanceOf(sender.instance),
      id: sender.id === "" ? "" : `P${person(sender.id)}`,
      name: null
    })),
    kinds: texts.kinds.map((kind) => ({
      type: typeOnly(kind.type),
      domains: kind.domains.map((domain) => `D${site(domain)}`)
    })),
    phrases: texts.phrases.map((_, place) => `T${place + 1}`),
    emoji: texts.emoji.map(emojiOnly),
    reacted: [],
    coverage
  }
}
