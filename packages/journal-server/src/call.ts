// A call of a method, as the answering functions get it.
import type * as Effect from "effect/Effect"
import type { Instance } from "./instance.ts"
import type { Address, Method } from "./methods.ts"

/** An authenticated request for one of the vendor's methods. */
export interface Call {
  readonly instance: Instance
  readonly method: Method
  readonly address: Address
  /** Journal time. */
  readonly at: Date
  /** The body of a `POST`; undefined if it is too large. */
  readonly body: Effect.Effect<string | undefined>
}
