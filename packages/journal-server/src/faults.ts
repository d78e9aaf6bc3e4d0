// What can be wrong with an answer, and a script of when it is.
//
// Rules are asked in order, the first that meets the request is played; a request that is refused for its
// address, token or pace meets none. How a fault looks on the wire is the business of `wire.ts`.
import type { Method } from "./methods.ts"

/** How the length of a body is told. */
export type Framing = "length" | "chunked"

/** One way to answer wrongly. */
export type Fault =
  /** Another status, with headers such as `Retry-After`; an empty body by default. */
  | {
      readonly kind: "status"
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The right answer, later. */
  | { readonly kind: "delay"; readonly millis: number }
  /** The connection is reset: before the headers (default), after them, or after so many bytes of the body. */
  | { readonly kind: "reset"; readonly after?: "nothing" | "headers" | number }
  /** The connection ends in the middle of the body. */
  | { readonly kind: "cutBody"; readonly bytes: number; readonly framing?: Framing }
  /** The gzip of the body ends early, the HTTP message does not. Chunked by default. */
  | { readonly kind: "cutGzip"; readonly bytes: number; readonly framing?: Framing }
  /** Status 200 with a page, nothing, an object, or a text instead of an array. */
  | { readonly kind: "wrongBody"; readonly body: "html" | "empty" | "object" | "text" }
  /** A body without end. */
  | { readonly kind: "endlessBody"; readonly of: "brackets" | "spaces" | "records" }
  /** Gzip of a thousandth of its contents: an array of nothing but blanks, 200,000,000 bytes by default. */
  | { readonly kind: "bomb"; readonly bytes?: number }
  /** No answer, and the connection stays. */
  | { readonly kind: "hang" }
  /** 302 unless told otherwise. */
  | { readonly kind: "redirect"; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** The right answer, byte by byte, each after so many milliseconds. */
  | { readonly kind: "trickle"; readonly millis: number }

/** When to play a fault. */
export interface FaultRule {
  /** Default: any. */
  readonly instanceId?: string
  /** Default: any. */
  readonly method?: Method
  /** Of the requests for this instance and method, from 1. Default 1. */
  readonly nth?: number | "every"
  readonly fault: Fault
}

/** Counts what each rule has seen. */
export class FaultScript {
  readonly #rules: ReadonlyArray<FaultRule>
  readonly #seen: Array<number>

  constructor(rules: ReadonlyArray<FaultRule>) {
    this.#rules = rules
    this.#seen = rules.map(() => 0)
  }

  /** The fault that this request meets. */
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
