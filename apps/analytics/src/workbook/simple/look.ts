// The look of the readable workbook: dates in the language's format, durations with units, shares as percent; and print
// settings.
import type { WorkbookLook } from "@chatledger/export"
import type { Locale } from "../wording.ts"

/** Most rows of a sheet that are printed: about 20 pages. */
export const MOST_PRINTED = 500

// A duration is in days. Below a minute it shows seconds, below an hour minutes and seconds; the bounds leave room for
// rounding up.
const duration = (seconds: string, minutes: string, hours: string) =>
  `[<0.00069]s" ${seconds}";[<0.04166]m" ${minutes} "ss" ${seconds}";[h]" ${hours} "mm" ${minutes}"`

const counted = (locale: string, count: number) => count.toLocaleString(locale)

const looks: Readonly<
  Record<Locale, Omit<WorkbookLook, "print"> & { readonly print: Omit<WorkbookLook["print"], "footer"> }>
> = {
  en: {
    formats: {
      moment: "d mmm yyyy hh:mm",
      day: "d mmm yyyy",
      duration: duration("s", "min", "h"),
      percent: "0%"
    },
    print: {
      page: (page, pages) => `Page ${page} of ${pages}`,
      mostRows: MOST_PRINTED,
      onlyFirst: (printed, rows) =>
        `The first ${counted("en-GB", printed)} of ${counted("en-GB", rows)} rows are printed. For all: Page Layout, Print Area, Clear Print Area.`
    }
  },
  ru: {
    formats: {
      moment: "dd.mm.yyyy hh:mm",
      day: "dd.mm.yyyy",
      duration: duration("с", "мин", "ч"),
      percent: "0%"
    },
    print: {
      page: (page, pages) => `Страница ${page} из ${pages}`,
      mostRows: MOST_PRINTED,
      onlyFirst: (printed, rows) =>
        `Печатаются первые строки: ${counted("ru-RU", printed)} из ${counted("ru-RU", rows)}. Все: Разметка страницы, Область печати, Убрать.`
    }
  }
}

/** The look of a workbook in a language; `footer` appears below each printed page. */
export const lookOf = (locale: Locale, footer: string): WorkbookLook => {
  const { formats, print } = looks[locale]
  return { formats, print: { ...print, footer } }
}
