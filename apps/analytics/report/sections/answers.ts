// How soon people answer, in total and by chat.
import type { AnswerCounts } from "../counts/answers.ts"
import { histogram } from "../plots/histogram.ts"
import { chart } from "../view/chart.ts"
import { el } from "../view/dom.ts"
import { type Context, card, grid, section, titled } from "./section.ts"

/** Borders of the bars, in seconds. */
const borders = [0, 10, 30, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 86_400, 3 * 86_400, 7 * 86_400]

export const answersSection = (counts: AnswerCounts, { data, words }: Context): HTMLElement => {
  const { strings } = words
  const places = borders.map((from, place) => {
    const to = borders[place + 1] ?? Number.POSITIVE_INFINITY
    return { place, from, to, value: 0 }
  })
  let bar = 0
  for (const seconds of counts.seconds) {
    while (seconds >= (places[bar]?.to ?? Number.POSITIVE_INFINITY)) bar += 1
    const place = places[bar]
    if (place !== undefined) place.value += 1
  }
  const bars = places.map(({ place, from, to, value }) => ({
    place,
    value,
    title: `${Number.isFinite(to) ? `${words.seconds(from)} – ${words.seconds(to)}` : `≥ ${words.seconds(from)}`}\n${strings.answersCount}: ${words.number(value)}`
  }))
  const border = (place: number) => words.seconds(borders[place] ?? 0)
  const isEmpty = counts.answers === 0
  const label = isEmpty ? strings.nothing : `${strings.median}: ${words.seconds(counts.medianSeconds)}`
  const draw = isEmpty ? undefined : histogram(bars, border, words.short)
  return section(
    "answers",
    strings.answers,
    el(
      "p",
      { class: "muted" },
      data.texts.answerError === 0 ? strings.answersIntro : `${strings.answersIntro} ${strings.answersNear}`
    ),
    grid(
      card(chart("answers", strings.answersDistribution, label, draw)),
      card(
        titled(
          "response_times",
          strings.answers,
          [
            {
              key: "chat",
              label: strings.chat,
              value: (row) => words.chatName(row.chat),
              note: (row) => words.chatId(row.chat)
            },
            { key: "answers", label: strings.answersCount, value: (row) => row.answers },
            {
              key: "median",
              label: strings.median,
              value: (row) => row.medianSeconds,
              text: (row) => words.seconds(row.medianSeconds)
            },
            {
              key: "p90",
              label: strings.p90,
              value: (row) => row.p90Seconds,
              text: (row) => words.seconds(row.p90Seconds)
            }
          ],
          counts.byChat,
          words
        )
      )
    )
  )
}
