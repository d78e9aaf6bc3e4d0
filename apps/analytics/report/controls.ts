// The controls of the page: the filters, and language and theme.

import type { Locale } from "../src/workbook/wording.ts"
import type { Data } from "./data.ts"
import { everything, type Filter } from "./filter.ts"
import { el } from "./view/dom.ts"
import { shown, type Words } from "./view/words.ts"

const languageNames: Readonly<Record<Locale, string>> = { en: "English", ru: "Русский" }

export type Theme = "auto" | "light" | "dark"

interface Choice<Value> {
  readonly label: string
  readonly value: Value
}

const folded = (text: string) => text.toLowerCase().replaceAll("ё", "е")

/** The choice with that name, or the only one whose name contains it, ignoring case. */
export const choiceNamed = <Value>(
  choices: ReadonlyArray<Choice<Value>>,
  typed: string
): Choice<Value> | undefined => {
  const exact = choices.find(({ label }) => label === typed)
  if (exact !== undefined || typed === "") return exact
  const [one, another] = choices.filter(({ label }) => folded(label).includes(folded(typed)))
  return another === undefined ? one : undefined
}

/** True in a narrow window, such as a phone's: the filters are folded there. */
const narrow = window.matchMedia("(max-width: 860px)")

/** A field that accepts one of many names, or part of one. Typing narrows the list; an empty field selects everything. */
const nameField = <Value>(
  name: string,
  label: string,
  placeholder: string,
  choices: ReadonlyArray<Choice<Value>>,
  chosen: Value | undefined,
  notFound: string,
  choose: (value: Value | undefined) => void
) => {
  const list = el("datalist", { id: `${name}-list` })
  list.append(...choices.slice(0, 2000).map((choice) => el("option", { value: choice.label })))
  const input = el("input", {
    type: "search",
    name,
    list: list.id,
    placeholder,
    autocomplete: "off",
    value: choices.find(({ value }) => value === chosen)?.label
  })
  const take = () => {
    const typed = input.value.trim()
    const found = choiceNamed(choices, typed)
    if (found !== undefined) input.value = found.label
    const isWrong = typed !== "" && found === undefined
    input.setAttribute("aria-invalid", String(isWrong))
    input.setCustomValidity(isWrong ? notFound : "")
    if (!isWrong) choose(found?.value)
  }
  input.addEventListener("change", take)
  input.addEventListener("input", (event) => {
    if (input.value === "" || (event instanceof InputEvent && event.inputType === "insertReplacementText"))
      take()
  })
  return el("label", { class: "long" }, label, input, list)
}

/** Makes labels unique: choices with the same name also show their ids. */
const distinct = <Value>(
  choices: ReadonlyArray<Choice<Value> & { readonly id: string }>
): ReadonlyArray<Choice<Value>> => {
  const counts = new Map<string, number>()
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1)
  return choices.map(({ label, value, id }) => ({
    value,
    label: (counts.get(label) ?? 0) > 1 && label !== id ? `${label} (${id})` : label
  }))
}

export const filterForm = (
  data: Data,
  words: Words,
  filter: Filter,
  choose: (filter: Filter) => void
): HTMLElement => {
  const { strings } = words
  const { texts } = data
  let now = filter
  const change = (part: Partial<Filter>) => {
    now = { ...now, ...part }
    choose(now)
  }
  const bounds = { min: words.iso(1), max: words.iso(texts.lastDay) }
  const dateField = (key: "fromDay" | "toDay", label: string) => {
    const day = filter[key]
    const input = el("input", {
      type: "date",
      name: key,
      ...bounds,
      value: day === undefined ? undefined : words.iso(day)
    })
    input.addEventListener("change", () =>
      change({ [key]: input.value === "" ? undefined : words.dayOf(input.value) })
    )
    return el("label", {}, label, input)
  }
  const instances = [...new Set([...texts.chats, ...texts.coverage].map(({ instance }) => instance))].sort()
  const instance = el(
    "select",
    { name: "instance" },
    el("option", { value: "" }, strings.all),
    ...instances.map((id) => el("option", { value: id, selected: id === filter.instance }, shown(id)))
  )
  instance.addEventListener("change", () =>
    change({ instance: instance.value === "" ? undefined : instance.value })
  )
  const chats = distinct(
    texts.chats.map(({ instance: of, id }, chat) => ({
      label: words.chat(chat),
      value: chat,
      id: `${shown(id)} · ${shown(of)}`
    }))
  )
  const people = new Map<string, string>()
  texts.senders.forEach(({ id }, sender) => {
    if (id !== "" && !people.has(id)) people.set(id, words.sender(sender))
  })
  const persons = distinct([...people].map(([id, label]) => ({ label, value: id, id: shown(id) })))
  const reset = el("button", { type: "button", name: "clear" }, strings.reset)
  const fold = el(
    "button",
    { type: "button", class: "fold", "aria-controls": "filter-fields", "aria-expanded": "false" },
    strings.filters
  )
  const form = el(
    "form",
    { class: "filters", role: "search", "aria-label": strings.filters },
    fold,
    el(
      "div",
      { id: "filter-fields" },
      dateField("fromDay", strings.from),
      dateField("toDay", strings.to),
      el("label", { class: "long" }, strings.instance, instance),
      nameField("chat", strings.chat, strings.anyChat, chats, filter.chat, strings.notFound, (chat) =>
        change({ chat })
      ),
      nameField(
        "person",
        strings.person,
        strings.anyPerson,
        persons,
        filter.person,
        strings.notFound,
        (person) => change({ person })
      ),
      reset
    )
  )
  const unfold = (isOpen: boolean) => {
    form.classList.toggle("folded", !isOpen)
    fold.setAttribute("aria-expanded", String(isOpen))
  }
  unfold(!narrow.matches)
  fold.addEventListener("click", () => unfold(form.classList.contains("folded")))
  form.addEventListener("submit", (event) => event.preventDefault())
  reset.addEventListener("click", () => {
    for (const input of form.querySelectorAll("input")) {
      input.value = ""
      input.setCustomValidity("")
      input.setAttribute("aria-invalid", "false")
    }
    instance.value = ""
    now = everything
    choose(now)
  })
  return form
}

export const settings = (
  words: Words,
  locale: Locale,
  theme: Theme,
  choose: (part: { readonly locale?: Locale; readonly theme?: Theme }) => void
): HTMLElement => {
  const { strings } = words
  const option = (value: string, label: string, chosen: string) =>
    el("option", { value, selected: value === chosen }, label)
  const languages = el(
    "select",
    { name: "locale" },
    ...Object.entries(languageNames).map(([value, label]) => option(value, label, locale))
  )
  languages.addEventListener("change", () => choose({ locale: languages.value as Locale }))
  const themes = el(
    "select",
    { name: "theme" },
    option("auto", strings.themeAuto, theme),
    option("light", strings.themeLight, theme),
    option("dark", strings.themeDark, theme)
  )
  themes.addEventListener("change", () =>
    choose({ theme: themes.value === "dark" ? "dark" : themes.value === "light" ? "light" : "auto" })
  )
  const print = el("button", { type: "button", name: "print", click: () => window.print() }, strings.print)
  return el(
    "div",
    { class: "settings" },
    el("label", {}, strings.language, languages),
    el("label", {}, strings.theme, themes),
    print
  )
}
