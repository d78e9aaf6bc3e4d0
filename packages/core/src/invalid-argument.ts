// Invalid arguments: plain JavaScript gets a clear error where TypeScript would have refused the call.
import * as Data from "effect/Data"

/**
 * An argument is missing or of the wrong kind: change the call. The message says what to pass, and never
 * repeats what was passed, since it may be a token.
 */
export class InvalidArgument extends Data.TaggedError("InvalidArgument")<{
  /** The function that was called. */
  readonly call: string
  /** The argument, or the field of one: `apiUrl`. */
  readonly argument: string
  /** What it must be, as a phrase: `a text such as "1101000001"`. */
  readonly needs: string
}> {
  readonly isRetryable = false
  override get message() {
    return `${this.call}: ${this.argument} has to be ${this.needs}`
  }
}

/** The fields of an options argument; throws `InvalidArgument` if it is not an object. */
export const optionsOf = (
  call: string,
  options: unknown,
  needs: string
): Readonly<Record<string, unknown>> => {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new InvalidArgument({ call, argument: "the argument", needs })
  return options as Readonly<Record<string, unknown>>
}

/** A non-empty text; throws `InvalidArgument` for anything else. */
export const textOf = (call: string, argument: string, value: unknown, needs: string): string => {
  if (typeof value !== "string" || value.trim() === "") throw new InvalidArgument({ call, argument, needs })
  return value
}

// A name that is longer or has other signs may be a token.
const isShown = (name: string): boolean => /^[A-Za-z_]{1,30}$/.test(name)

/** Throws `InvalidArgument` for a field with another name, which would be ignored. */
export const checkNames = (
  call: string,
  given: Readonly<Record<string, unknown>>,
  names: ReadonlyArray<string>
): void => {
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown === undefined) return
  const no = isShown(unknown) ? `there is no ${unknown}` : "it has another"
  throw new InvalidArgument({
    call,
    argument: "the argument",
    needs: `an object of ${names.join(", ")}; ${no}`
  })
}
