// Checks what plain JavaScript passes to a ledger: a clear error where TypeScript would have refused the call.
import { InvalidArgument } from "@chatledger/core"
import { checkNames, optionsOf } from "@chatledger/core/internal"

interface Kind {
  readonly is: (value: unknown) => boolean
  readonly needs: string
}

const isText = (value: unknown) => typeof value === "string"

const isZone = (value: unknown): boolean => {
  try {
    return isText(value) && new Intl.DateTimeFormat("en", { timeZone: value as string }) !== undefined
  } catch {
    return false
  }
}

const moment: Kind = {
  // A Date of another realm is one, too.
  is: (value) => typeof Object(value).toISOString === "function" && Number.isFinite(Number(value)),
  needs: 'a Date, such as new Date("2026-01-31T00:00:00Z")'
}
const texts: Kind = {
  is: (value) => Array.isArray(value) && value.every(isText),
  needs: 'a list of texts, such as ["79001234567@c.us"]'
}
const zone: Kind = { is: isZone, needs: 'a time zone, such as "Europe/Berlin"' }
const record: Kind = {
  is: (value) => typeof value === "object" && value !== null && Object.values(value).every(isText),
  needs: "an object whose values are texts"
}

const instances: Kind = { ...texts, needs: 'a list of texts, such as ["1101000001"]' }
const choice = { from: moment, to: moment, instance: instances, chat: texts }
const known = {
  /** `LedgerParameters`. */
  parameters: { ...choice, as_of: moment, at: moment, tz: zone, own: record },
  /** `Choice`. */
  choice: { ...choice, type: texts },
  /** What `LedgerOptions` has besides the signal. */
  options: { timeZone: zone }
} satisfies Readonly<Record<string, Readonly<Record<string, Kind>>>>

/** Throws `InvalidArgument` for a field of another kind, and for one that is unknown and would be ignored. */
export const checkFields = (call: string, kind: keyof typeof known, given: unknown): void => {
  const kinds: Readonly<Record<string, Kind>> = known[kind]
  const names = Object.keys(kinds)
  const fields = optionsOf(call, given, `an object of ${names.join(", ")}`)
  checkNames(call, fields, names)
  for (const [name, { is, needs }] of Object.entries(kinds))
    if (fields[name] !== undefined && !is(fields[name]))
      throw new InvalidArgument({ call, argument: name, needs })
}
