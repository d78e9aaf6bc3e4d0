// Polls: a card with the results of each, and a table of turnout and changed votes.
import type { PollCount } from "../counts/polls.ts"
import { dayColumns } from "../view/day-columns.ts"
import { el } from "../view/dom.ts"
import { table } from "../view/table.ts"
import { shown } from "../view/words.ts"
import { type Context, section, wide } from "./section.ts"

const FIRST_POLLS = 6
const MORE_POLLS = 24

const names = ({ data, words }: Context) => {
  const { polls, poll_options } = data.columns
  const phrase = (place: number | undefined) =>
    shown(data.texts.phrases[place ?? -1] ?? "") || words.strings.unknown
  return {
    poll: (poll: number) => phrase(polls.name[poll]),
    option: (poll: number, option: number) =>
      phrase(poll_options.text[(data.optionStarts[poll] ?? 0) + option])
  }
}

const pollCard = (count: PollCount, context: Context): HTMLElement => {
  const { data, words } = context
  const { strings } = words
  const { polls } = data.columns
  const { poll, option } = names(context)
  const chat = polls.chat[count.poll] ?? 0
  const options = count.votes.map((votes, place) => {
    const share = count.voters === 0 ? 0 : votes / count.voters
    const bar = el("div", { class: "filled" })
    bar.style.width = `${Math.min(100, share * 100)}%`
    const text = count.voters === 0 ? words.number(votes) : `${words.number(votes)} · ${words.share(share)}`
    return el(
      "li",
      { class: count.winners.includes(place) ? "winner" : undefined },
      el(
        "div",
        { class: "option" },
        el("span", { dir: "auto" }, option(count.poll, place)),
        el("span", {}, text)
      ),
      el("div", { class: "track", "aria-hidden": "true" }, bar)
    )
  })
  const facts = [
    words.chatName(chat),
    `${strings.askedOn}: ${words.day(polls.day[count.poll] ?? 0)}`,
    polls.multiple[count.poll] === 1 ? strings.several : strings.single,
    `${strings.votersLabel}: ${words.number(count.voters)}`,
    ...(count.withdrawn > 0 ? [`${strings.withdrawn}: ${words.number(count.withdrawn)}`] : []),
    ...(count.changed > 0 ? [`${strings.changed}: ${words.number(count.changed)}`] : [])
  ]
  return el(
    "article",
    { class: "card poll", "data-poll": count.poll },
    el("h3", { dir: "auto" }, poll(count.poll)),
    el("p", { class: "muted" }, facts.join(" · ")),
    el("ol", {}, ...options)
  )
}

export const pollsSection = (counts: ReadonlyArray<PollCount>, context: Context): HTMLElement => {
  const { words } = context
  const { strings } = words
  if (counts.length === 0)
    return section("polls", strings.polls, wide(el("p", { class: "empty" }, strings.noPolls)))
  const { poll, option } = names(context)
  const byVoters = counts.toSorted((a, b) => b.voters - a.voters || a.poll - b.poll)
  const cards = el("div", { class: "polls" })
  const more = el("button", { type: "button" }, strings.more)
  const status = el("span", { class: "count", role: "status" })
  const show = (count: number) => {
    cards.append(
      ...byVoters
        .slice(cards.childElementCount, cards.childElementCount + count)
        .map((each) => pollCard(each, context))
    )
    more.hidden = cards.childElementCount >= byVoters.length
    status.textContent = `${words.number(cards.childElementCount)} ${strings.pollsShown} ${words.number(byVoters.length)}`
  }
  more.addEventListener("click", () => show(MORE_POLLS))
  show(FIRST_POLLS)
  return section(
    "polls",
    strings.polls,
    cards,
    el("p", { class: "foot" }, more, status),
    wide(
      el("h3", {}, strings.turnout),
      table(
        "poll_turnout",
        strings.turnout,
        [
          { key: "question", label: strings.question, value: (row) => poll(row.poll) },
          {
            key: "chat",
            label: strings.chat,
            value: (row) => words.chatName(context.data.columns.polls.chat[row.poll] ?? 0)
          },
          { key: "voters", label: strings.votersLabel, value: (row) => row.voters },
          { key: "withdrawn", label: strings.withdrawn, value: (row) => row.withdrawn },
          { key: "changed", label: strings.changed, value: (row) => row.changed },
          {
            key: "winner",
            label: strings.winner,
            value: (row) => row.winners.map((place) => option(row.poll, place)).join(", ")
          },
          ...dayColumns(words)
        ],
        counts,
        words
      )
    )
  )
}
