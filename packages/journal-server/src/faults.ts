// Faulty responses, and a script that decides when to send them.
//
// Rules are checked in order, the first one that matches the request applies; a request that is refused for its
// address, token or pace matches none. `play-fault.ts` implements the faults.
import type { Method } from "./methods.ts"

/** How the length of a body is declared. */
export type Framing = "length" | "chunked"

/** One kind of faulty response. */
export type Fault =
  /** Another status, with headers such as `Retry-After`; default: an empty body. */
  | {
      readonly kind: "status"
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The correct response, delayed. */
  | { readonly kind: "delay"; readonly millis: number }
  /** Resets the connection: before the headers (default), after them, or after this many bytes of the body. */
  | { readonly kind: "reset"; readonly after?: "nothing" | "headers" | number }
  /** Ends the connection in the middle of the body. */
  | { readonly kind: "cutBody"; readonly bytes: number; readonly framing?: Framing }
  /** Truncates the gzip of the body, but not the HTTP message. Default: chunked. */
  | { readonly kind: "cutGzip"; readonly bytes: number; readonly framing?: Framing }
  /** Status 200 with a page, nothing, an object, or a text instead of an array. */
  | { readonly kind: "wrongBody"; readonly body: "html" | "empty" | "object" | "text" }
  /** An endless body. */
  | { readonly kind: "endlessBody"; readonly of: "brackets" | "spaces" | "records" }
  /** Gzip of a thousandth of its content: an array of blanks only, 200,000,000 bytes by default. */
  | { readonly kind: "bomb"; readonly bytes?: number }
  /** No response; the connection stays open. */
  | { readonly kind: "hang" }
  /** Default status 302. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** The correct response, byte by byte, with a pause of `millis` before each. */
  | { readonly kind: "trickle"; readonly millis: number }

/** When to apply a fault. */
export interface FaultRule {
  /** Default: any. */
  readonly instanceId?: string
  /** Default: any. */
  readonly method?: Method
  /** Number of the request for this instance and method, from 1. Default 1. */
  readonly nth?: number | "every"
  readonly fault: Fault
}

/** Counts the requests that each rule has matched. */
export class FaultScript {
  readonly #rules: ReadonlyArray<FaultRule>
  readonly #seen: Array<number>

  constructor(rules: ReadonlyArray<FaultRule>) {
    this.#rules = rules
    this.#seen = rules.map(() => 0)
  }

  /** The fault for this request. */
  next(instanceId: string, method: Method): Fault | undefined {
    let met: Fault | undefined
    for (const [index, rule] of this.#rules.entries()) {
      if ((rule.instanceId ?? instanceId) !== instanceId || (rule.method ?? method) !== method) continue
      const seen = (this.#seen[index] ?? 0) + 1
      this.#seen[index] = seen
      const { nth = 1 } = rule
      if (nth === "every" || nth === seen) met ??= rule.fault
    }
    return met
  }
}
