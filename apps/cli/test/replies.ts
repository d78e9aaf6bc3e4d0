// Made-up records of a small shop, and the bytes of replies that hold them.

export const text = (idMessage: string, textMessage: string, timestamp = 1_770_000_000) => ({
  type: "incoming",
  idMessage,
  timestamp,
  typeMessage: "textMessage",
  chatId: "79000000091@c.us",
  senderId: "79000000091@c.us",
  senderName: "Вера",
  senderContactName: "",
  textMessage
})

export const poll = {
  type: "incoming",
  idMessage: "POLL1",
  timestamp: 1_770_000_100,
  typeMessage: "pollMessage",
  chatId: "120363000000000091@g.us",
  senderId: "79000000091@c.us",
  senderName: "Вера",
  pollMessageData: {
    name: "Куда едем?",
    options: [{ optionName: "Озеро" }, { optionName: "Горы" }],
    multipleAnswers: false
  }
}

/** One voter's whole current choice; an empty list withdraws it. */
export const vote = (idMessage: string, voter: string, chosen: ReadonlyArray<string>, timestamp: number) => ({
  type: "incoming",
  idMessage,
  timestamp,
  typeMessage: "pollUpdateMessage",
  chatId: poll.chatId,
  senderId: voter,
  pollMessageData: {
    stanzaId: poll.idMessage,
    name: poll.pollMessageData.name,
    votes: poll.pollMessageData.options.map(({ optionName }) => ({
      optionName,
      optionVoters: chosen.includes(optionName) ? [voter] : []
    })),
    multipleAnswers: false
  }
})

export const reaction = (idMessage: string, emoji: string, timestamp: number) => ({
  type: "incoming",
  idMessage,
  timestamp,
  typeMessage: "reactionMessage",
  chatId: poll.chatId,
  senderId: "79000000092@c.us",
  senderName: "Олег",
  extendedTextMessageData: { text: emoji },
  quotedMessage: { stanzaId: poll.idMessage, participant: poll.senderId }
})

/** A reply as the vendor sends it: newest first. */
export const reply = (...records: ReadonlyArray<unknown>): string => JSON.stringify(records.toReversed())
