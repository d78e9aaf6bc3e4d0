// A call of a method, as whoever answers it gets it.
import type * as Effect from "effect/Effect"
import type { Instance } from "./instance.ts"
import type { Address, Method } from "./methods.ts"

/** A request for a method of the vendor's, by someone with the token. */
export interface Call {
  readonly instance: Instance
  readonly method: Method
  readonly address: Address
  /** Journal time. */
  readonly at: Date
  /** The body of a `POST`; undefined if it is too large. */
  readonly body: Effect.Effect<string | undefined>
}
