// The forms in which one number is an id of WhatsApp, where that is not the number as it is dialled.
//
// Brazil: the ninth digit of mobile numbers came later, and older accounts go without it. Mexico: 1 stood behind 52
// before mobile numbers until 2019. Argentina: 9 stands behind 54 before mobile numbers called from abroad. Benin put 01
// before its numbers in 2024, Ivory Coast two digits in 2021.

interface Plan {
  /** Its newer form and its older one, without the country code. */
  readonly country: string
  readonly newer: RegExp
  readonly older: RegExp
  /** What the older form becomes. */
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

/** Whether digits, country code first, are the older form of a number: an id may still be that. */
export const isOldForm = (digits: string): boolean =>
  partsOf(digits).some(({ older, rest }) => older.test(rest))

/** The other forms that a number may have, country code first; none for most countries. */
const otherForms = (digits: string): ReadonlyArray<string> =>
  partsOf(digits).flatMap(({ country, newer, older, rest, toNewer, toOlder }) => {
    if (newer.test(rest)) return [country + rest.replace(newer, toOlder)]
    return older.test(rest) ? toNewer.map((form) => country + rest.replace(older, form)) : []
  })

/** The other forms that an id may have: those of its number, and the digits alone, as ids of MAX and Telegram are. */
export const otherFormsOf = (id: string): ReadonlyArray<string> => {
  const [, digits, server] = /^(\d{1,20})(@c\.us)?$/.exec(id) ?? []
  if (digits === undefined) return []
  return server === undefined
    ? [`${digits}@c.us`]
    : [...otherForms(digits).map((form) => `${form}@c.us`), digits]
}
