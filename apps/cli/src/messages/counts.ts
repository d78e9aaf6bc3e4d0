// Numbers with what they count, in the plural forms of a language: `1 file`, `2 files`; `1 файл`, `2 файла`, `5 файлов`.

type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** How a language counts things. */
export interface Counts<Thing extends string> {
  /** A whole number as people of the language write it. */
  readonly number: (count: number) => string
  /** `1 file`, `2 files` */
  readonly counted: (count: number, what: Thing) => string
}

/** The counts of a language, from the plural forms of what is counted. */
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
