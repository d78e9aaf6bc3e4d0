// The page of the report: reads its data, draws it, and draws it again when a filter changes.

import type { Locale } from "../src/workbook/wording.ts"
import { addressOf, filterOfAddress } from "./address.ts"
import { filterForm, settings, type Theme } from "./controls.ts"
import { countAnswers } from "./counts/answers.ts"
import { countCoverage } from "./counts/coverage.ts"
import { countMessages } from "./counts/messages.ts"
import { countPolls } from "./counts/polls.ts"
import { countReactions } from "./counts/reactions.ts"
import { type Data, unpack } from "./data.ts"
import { everything, type Filter, scopeOf } from "./filter.ts"
import { activitySection } from "./sections/activity.ts"
import { answersSection } from "./sections/answers.ts"
import { contentsSection } from "./sections/contents.ts"
import { coverageSection } from "./sections/coverage.ts"
import { filesSection } from "./sections/files.ts"
import { chatsSection, peopleSection } from "./sections/people.ts"
import { pollsSection } from "./sections/polls.ts"
import { reactionsSection } from "./sections/reactions.ts"
import { selectionLine, selectionNotes } from "./sections/selection.ts"
import { type Counts, summarySection } from "./sections/summary.ts"
import { drawCharts } from "./view/chart.ts"
import { el } from "./view/dom.ts"
import { dark, light } from "./view/palette.ts"
import { wordsOf } from "./view/words.ts"

interface State {
  readonly filter: Filter
  readonly locale: Locale
  readonly theme: Theme
}

const systemDark = window.matchMedia("(prefers-color-scheme: dark)")

const isDark = (theme: Theme): boolean => (theme === "auto" ? systemDark.matches : theme === "dark")

const countsOf = (data: Data, filter: Filter) => {
  const scope = scopeOf(data, filter)
  const counts: Counts = {
    messages: countMessages(data, scope),
    reactions: countReactions(data, scope),
    polls: countPolls(data, scope),
    answers: countAnswers(data, scope),
    coverage: countCoverage(data, scope)
  }
  return { scope, counts }
}

const start = (data: Data): void => {
  const { texts } = data
  const top = el("div")
  const main = el("main", { id: "figures", tabindex: -1 })
  const foot = el("footer")
  const told = () => filterOfAddress(data, wordsOf(data, texts.locale), window.location.hash)
  let state: State = { filter: told() ?? everything, locale: texts.locale, theme: "auto" }
  let counted = countsOf(data, state.filter)
  let isPrinting = false

  const draw = () => drawCharts(main, isDark(state.theme) && !isPrinting ? dark : light)

  const show = () => {
    const words = wordsOf(data, state.locale)
    const context = { data, scope: counted.scope, words }
    const { counts } = counted
    const open = [...main.querySelectorAll("details")].map((details) => details.open)
    const files = filesSection(data.texts.files, context)
    main.replaceChildren(
      ...selectionNotes(counts, context),
      summarySection(counts, context),
      activitySection(counts.messages, context),
      chatsSection(counts.messages, context),
      peopleSection(counts.messages, context),
      reactionsSection(counts.reactions, context),
      pollsSection(counts.polls, context),
      contentsSection(counts.messages, context),
      ...(files === undefined ? [] : [files]),
      answersSection(counts.answers, context),
      coverageSection(counts.coverage, context, isDark(state.theme) ? dark : light)
    )
    for (const [place, details] of [...main.querySelectorAll("details")].entries())
      details.open = open[place] ?? false
    draw()
  }

  const frame = () => {
    const words = wordsOf(data, state.locale)
    const { strings } = words
    document.documentElement.lang = state.locale
    document.title = `${strings.title} – ${strings.subtitle}`
    const newest = words.dateText(new Date(texts.newestAt), { dateStyle: "long", timeStyle: "short" })
    const heading = el(
      "div",
      {},
      el("h1", {}, strings.title),
      el(
        "p",
        { class: "muted" },
        `${strings.subtitle} · ${strings.asOf} ${newest} UTC · ${strings.zone} ${texts.timeZone}`
      ),
      selectionLine(data, words)
    )
    const hasFigures = texts.chats.length > 0 || texts.coverage.length > 0
    top.replaceChildren(
      el("a", { class: "skip", href: "#figures" }, strings.skip),
      el(
        "header",
        {},
        heading,
        settings(words, state.locale, state.theme, (part) => change(part))
      ),
      ...(hasFigures ? [filterForm(data, words, state.filter, (filter) => change({ filter }))] : [])
    )
    foot.replaceChildren(
      el("p", {}, texts.isShareSafe ? strings.shareSafe : strings.privacy),
      el("p", {}, texts.program)
    )
  }

  const paint = () => {
    document.documentElement.dataset["theme"] = isDark(state.theme) && !isPrinting ? "dark" : "light"
  }

  const keepAddress = () => {
    const address = addressOf(data, wordsOf(data, state.locale), state.filter)
    if (address === window.location.hash.slice(1)) return
    try {
      window.history.replaceState(null, "", `#${address}`)
    } catch {
      // A page inside a frame may have no address of its own.
    }
  }

  const change = (part: Partial<State>) => {
    state = { ...state, ...part }
    if (part.filter !== undefined) {
      counted = countsOf(data, state.filter)
      keepAddress()
    }
    if (part.theme !== undefined) paint()
    if (part.locale !== undefined) {
      frame()
      top.querySelector<HTMLElement>("select[name=locale]")?.focus()
    }
    show()
  }

  window.addEventListener("hashchange", () => {
    const filter = told()
    if (filter === undefined) return
    change({ filter })
    frame()
  })
  systemDark.addEventListener("change", () => change({ theme: state.theme }))
  window.addEventListener("beforeprint", () => {
    isPrinting = true
    paint()
    draw()
  })
  window.addEventListener("afterprint", () => {
    isPrinting = false
    paint()
    draw()
  })
  let width = 0
  new ResizeObserver(() => {
    if (main.clientWidth === width) return
    width = main.clientWidth
    draw()
  }).observe(main)

  paint()
  document.body.append(top, main, foot)
  width = main.clientWidth
  frame()
  show()
  document.documentElement.dataset["ready"] = "yes"
}

unpack(document.getElementById("data")?.textContent ?? "")
  .then(start)
  .catch((error: unknown) => {
    const text = "This report cannot be shown by this browser. / Этот браузер не может показать отчёт."
    document.body.append(el("p", {}, text), el("p", {}, String(error)))
    throw error
  })
