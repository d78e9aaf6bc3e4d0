// Countries where a number's WhatsApp id may differ from the dialled number.
//
// Brazil added a ninth digit to mobile numbers; older accounts lack it. Mexico put 1 after 52 in mobile numbers until
// 2019. Argentina puts 9 after 54 in mobile numbers called from abroad. Benin put 01 before its numbers in 2024, Ivory
// Coast two digits in 2021.

interface Plan {
  /** The newer and the older form, without the country code. */
  readonly country: string
  readonly newer: RegExp
  readonly older: RegExp
  /** Replacements for the older form. */
  readonly toNewer: ReadonlyArray<string>
  readonly toOlder: string
}

const plans: ReadonlyArray<Plan> = [
  {
    country: "55",
    newer: /^(\d\d)9([6-9]\d{7})$/,
    older: /^(\d\d)([6-9]\d{7})$/,
    toNewer: ["$19$2"],
    toOlder: "$1$2"
  },
  { country: "52", newer: /^([2-9]\d{9})$/, older: /^1([2-9]\d{9})$/, toNewer: ["$1"], toOlder: "1$1" },
  { country: "54", newer: /^9(\d{10})$/, older: /^([1-8]\d{9})$/, toNewer: ["9$1"], toOlder: "$1" },
  { country: "229", newer: /^01(\d{8})$/, older: /^(\d{8})$/, toNewer: ["01$1"], toOlder: "$1" },
  {
    country: "225",
    newer: /^(?:0[157]|2[157])(\d{8})$/,
    older: /^(\d{8})$/,
    toNewer: ["01$1", "05$1", "07$1", "21$1", "25$1", "27$1"],
    toOlder: "$1"
  }
]

const partsOf = (digits: string) =>
  plans.flatMap((plan) =>
    digits.startsWith(plan.country) ? [{ ...plan, rest: digits.slice(plan.country.length) }] : []
  )

/** Whether digits, country code first, are the older form of a number, which an id may still use. */
export const isOldForm = (digits: string): boolean =>
  partsOf(digits).some(({ older, rest }) => older.test(rest))

/** The other forms of a number, country code first; none in most countries. */
const otherForms = (digits: string): ReadonlyArray<string> =>
  partsOf(digits).flatMap(({ country, newer, older, rest, toNewer, toOlder }) => {
    if (newer.test(rest)) return [country + rest.replace(newer, toOlder)]
    return older.test(rest) ? toNewer.map((form) => country + rest.replace(older, form)) : []
  })

/** The other forms of an id: those of its number, and the digits alone, as in ids of MAX and Telegram. */
export const otherFormsOf = (id: string): ReadonlyArray<string> => {
  const [, digits, server] = /^(\d{1,20})(@c\.us)?$/.exec(id) ?? []
  if (digits === undefined) return []
  return server === undefined
    ? [`${digits}@c.us`]
    : [...otherForms(digits).map((form) => `${form}@c.us`), digits]
}
