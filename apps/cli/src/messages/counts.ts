// Counted things in a language's plural forms: `1 file`, `2 files`; `1 файл`, `2 файла`, `5 файлов`.

type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** Counting in a language. */
export interface Counts<Thing extends string> {
  /** An integer in the language's format. */
  readonly number: (count: number) => string
  /** `1 file`, `2 files` */
  readonly counted: (count: number, what: Thing) => string
}

/** Counting in a language, from the plural forms of things. */
export const countsIn = <Thing extends string>(
  locale: string,
  useGrouping: false | "min2",
  forms: Readonly<Record<Thing, Forms>>
): Counts<Thing> => {
  let rules: Intl.PluralRules | undefined
  let format: Intl.NumberFormat | undefined
  const number = (count: number) => {
    format ??= new Intl.NumberFormat(locale, { useGrouping })
    return format.format(count)
  }
  const counted = (count: number, what: Thing) => {
    rules ??= new Intl.PluralRules(locale)
    const { [rules.select(count)]: form, other } = forms[what]
    return `${number(count)} ${form ?? other}`
  }
  return { number, counted }
}
