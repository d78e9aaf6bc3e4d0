// The reference model: what the tables and statistics must say of a set of replies, by tables.md,
// journal.md and archive-and-load.md, in plain TypeScript that shares nothing with the SQL it judges. Times
// are epoch milliseconds, days are texts, JSON stays parsed, rows come in no order that means anything. A
// scope narrows the statistics, not the tables. It does not model snapshots, coverage and issues, nor statistics that
// only count messages, which have a case each in test/statistics.
//
// Where the design is silent, this was decided:
//  1. No time sorts before every time. A vote, reaction or message without a time is in no day and answers
//     nothing; a vote without a time is not counted in poll_results_at.
//  2. An update without pollMessageData.stanzaId makes no poll and no vote. An update without a sender
//     that names nobody makes a poll but no vote. Options without a name and voters without an id are
//     passed over.
//  3. A pollMessage makes a poll even without pollMessageData. A poll known from votes only takes name and
//     multiple_answers from its latest update as they are, also if they are NULL there.
//  4. poll_results_at lists every poll with all its options; votes of that very moment count.
//  5. first_vote_at and last_vote_at of poll_turnout are those of any update, also of a withdrawal.
//  6. A removed reaction has emoji_base NULL; so has an emoji of which nothing is left. Reactions without
//     a target or reactor compete with each other (NULL equals NULL). most_reacted_messages has no row for
//     reactions without a target, reactions_by_reactor has one row for an unknown reactor of an instance.
//  7. People are told apart by (instance, id), messages by (instance, chat, id), in all statistics; NULL
//     is not counted.
//  8. A name is sender_name, else sender_contact_name, of `senders`. favourite_emoji: equals by code
//     point. emojis: the different base emojis, most used first, equals by code point, joined by ", ".
//  9. edited_message_id and deleted_message_id of any record: editedMessageId or deletedMessageId, else the
//     stanzaId of its editedMessageData or deletedMessageData.
// 10. statusMessage "" and senderId "" are absent, also where they would tell the direction.
// 11. is_forwarded and forwarding_score fall back one by one, so they may come from different places;
//     quoted_message_id and quoted_participant likewise, and `quotes` shows the same two values as
//     `messages`.
// 12. quoted_file_name, _mime_type, _download_url and _jpeg_thumbnail are the top-level fields of the
//     quoted message.
// 13. phone_numbers decides about waid= line by line.
// 14. Sides in chats of type other are directions. A message without a side is passed over in
//     response_times; messages of one second are in their order there.
// 15. sender_name of `senders` looks at all messages of a sender, also at events; of one second the one
//     that was observed last tells it. response_times lists only chats with answers.
// 16. `extra` is what documented.ts says, and the senderId of an outgoing message, which sender_id does not
//     show; NULL if nothing is left.
// 17. Elements of a reply that are no objects keep their position and make no observation.
// 18. poll_results and poll_turnout of a range list polls asked in it or with an update in it, until the
//     moment if there is one; votes, voters and withdrawals count if the voter's latest update is in it,
//     changed_their_vote compares the updates in it. poll_vote_history shows the updates in it, each with
//     the choice before, whenever that was; it knows no moment.
// 19. The author of a message that is not in the archive is the participant that the reaction names.
//     reaction_latency counts reactions to messages that are in the archive. An answer is in a range if it
//     was given in it, whenever the message before was sent.
// 20. Names in statistics are those of `senders`, else of `people`, whose names the model does not know: it is told.
import { responseTimes } from "./answer-times.ts"
import { contactsOf, linkPreviewsOf, locationsOf, mediaOf, quotesOf } from "./attachments.ts"
import { chatsOf, type SenderRow, sendersOf } from "./chats-and-senders.ts"
import { conversationPairs, lastSeen, silentMembers } from "./company.ts"
import { delivery, editsAndDeletions } from "./fates.ts"
import { type Message, messagesOf } from "./messages.ts"
import { namedIds, type PersonName, withChatNames } from "./names.ts"
import { observationsOf, type StoredReply } from "./observations.ts"
import {
  pollResults,
  pollResultsAt,
  pollResultsOverTime,
  pollTurnout,
  pollVoteHistory,
  pollVoters
} from "./poll-statistics.ts"
import { type Poll, pollOptionsOf, pollsOf, pollVotesOf } from "./polls.ts"
import {
  mostReactedMessages,
  reactionLatency,
  reactionsByAuthor,
  reactionsByEmoji,
  reactionsByReactor,
  reciprocity,
  standingReactions
} from "./reaction-statistics.ts"
import { reactionsOf } from "./reactions.ts"
import { everything, type Scope } from "./scope.ts"
import { emojiInText, words } from "./texts.ts"

/** Every table and statistic of the replies, by its name in tables.md; `poll_results_at` takes epoch milliseconds. */
export const modelTables = (
  replies: ReadonlyArray<StoredReply>,
  scope: Scope = everything,
  personName: PersonName = () => null
) => {
  const messages = messagesOf(observationsOf(replies))
  return tablesOfMessages(messages, pollsOf(messages), scope, sendersOf(messages), personName)
}

/** The same of messages in the order of sending, of their polls and senders. */
export const tablesOfMessages = (
  messages: ReadonlyArray<Message>,
  polls: ReadonlyArray<Poll>,
  scope: Scope = everything,
  senders: ReadonlyArray<SenderRow> = sendersOf(messages),
  personName: PersonName = () => null
) => {
  const reactions = reactionsOf(messages)
  const named = namedIds(messages, polls, reactions, senders, personName)
  const chatNamed = withChatNames(named)
  const votes = pollVotesOf(polls)
  const standing = standingReactions(reactions, scope)
  return {
    messages: messages.map(({ row }) => row),
    message_revisions: messages.flatMap(({ revisions }) => revisions),
    media: mediaOf(messages),
    link_previews: linkPreviewsOf(messages),
    locations: locationsOf(messages),
    contacts: contactsOf(messages),
    quotes: quotesOf(messages),
    reactions,
    polls: polls.map(({ row }) => row),
    poll_options: pollOptionsOf(polls),
    poll_votes: votes,
    chats: chatsOf(messages),
    senders,
    reactions_by_emoji: reactionsByEmoji(standing),
    reactions_by_reactor: reactionsByReactor(standing, named),
    reactions_by_author: reactionsByAuthor(standing, messages, named),
    most_reacted_messages: chatNamed(mostReactedMessages(standing, messages)),
    reaction_latency: reactionLatency(standing, messages),
    poll_results: chatNamed(pollResults(polls, scope)),
    poll_turnout: chatNamed(pollTurnout(polls, scope)),
    poll_vote_history: chatNamed(pollVoteHistory(polls, named, scope)),
    poll_results_at: (at: number) => chatNamed(pollResultsAt(polls, at, scope)),
    response_times: chatNamed(responseTimes(messages, scope)),
    poll_voters: chatNamed(pollVoters(polls, named, scope)),
    poll_results_over_time: chatNamed(pollResultsOverTime(polls, scope)),
    reciprocity: reciprocity(standing, messages, named),
    conversation_pairs: conversationPairs(messages, named, scope),
    words: words(messages, scope),
    emoji_in_text: emojiInText(messages, scope),
    edits_and_deletions: chatNamed(editsAndDeletions(messages, named, scope)),
    delivery: chatNamed(delivery(messages, scope)),
    last_seen: lastSeen(messages, reactions, votes, named, scope),
    silent_members: chatNamed(silentMembers(messages, votes, named, scope))
  }
}

/** What the reference model says of an account. */
export type ModelTables = ReturnType<typeof modelTables>
