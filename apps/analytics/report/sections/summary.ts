// The key figures.
import type { AnswerCounts } from "../counts/answers.ts"
import type { CoverageCounts } from "../counts/coverage.ts"
import type { MessageCounts } from "../counts/messages.ts"
import type { PollCount } from "../counts/polls.ts"
import type { ReactionCounts } from "../counts/reactions.ts"
import { el } from "../view/dom.ts"
import { filesOf } from "./contents.ts"
import type { Context } from "./section.ts"

export interface Counts {
  readonly messages: MessageCounts
  readonly reactions: ReactionCounts
  readonly polls: ReadonlyArray<PollCount>
  readonly answers: AnswerCounts
  readonly coverage: CoverageCounts
}

export const summarySection = (counts: Counts, { words }: Context): HTMLElement => {
  const { strings, number } = words
  const { messages, reactions, polls, answers, coverage } = counts
  const shares = coverage.byJournal.map(({ coveredShare }) => coveredShare)
  const tiles: ReadonlyArray<readonly [key: string, label: string, text: string]> = [
    ["messages", strings.messages, number(messages.messages)],
    ["chats", strings.chats, number(messages.chats)],
    ["people", strings.people, number(messages.senders)],
    ["media", strings.media, number(filesOf(messages).reduce((sum, row) => sum + row.messages, 0))],
    ["reactions", strings.reactions, number(reactions.reactions)],
    ["polls", strings.polls, number(polls.length)],
    ["answer", strings.answer, answers.answers === 0 ? "–" : words.seconds(answers.medianSeconds)],
    ["covered", strings.covered, shares.length === 0 ? "–" : words.share(Math.min(...shares))]
  ]
  return el(
    "section",
    { id: "summary", "aria-label": strings.summary },
    el(
      "dl",
      { class: "tiles" },
      ...tiles.map(([key, label, text]) =>
        el("div", {}, el("dt", {}, label), el("dd", { "data-figure": key }, text))
      )
    )
  )
}
