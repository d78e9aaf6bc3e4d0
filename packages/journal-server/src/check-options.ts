// Checks what plain JavaScript passes to a server: a clear error where TypeScript would have refused the call.
import { InvalidArgument } from "@chatledger/core"
import { optionsOf, textOf } from "@chatledger/core/internal"
import * as Redacted from "effect/Redacted"

const CALL = "serveJournal"

const refused = (argument: string, needs: string) => new InvalidArgument({ call: CALL, argument, needs })

/** Throws `InvalidArgument` if a required option is missing or of the wrong kind; a token is never shown. */
export const checkOptions = (options: unknown): void => {
  const { instances, journal } = optionsOf(CALL, options, "an object with instances and journal")
  if (!Array.isArray(instances) || instances.length === 0)
    throw refused("instances", "a list of { idInstance, token }")
  for (const instance of instances) {
    const { idInstance, token } = optionsOf(CALL, instance, "given instances of { idInstance, token }")
    textOf(CALL, "idInstance", idInstance, 'the number of an instance as text, such as "1101000001"')
    if (!Redacted.isRedacted(token)) throw refused("token", "wrapped by Redacted.make(…) of effect")
  }
  if (typeof Object(journal).recordsAt !== "function")
    throw refused("journal", "made by scriptedJournal or archiveJournal (after yield*)")
}
