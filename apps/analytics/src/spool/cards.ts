// Numbers of the contacts that records share, for the spool: collected while a snapshot is read, and parsed between its
// chunks, because the library for phone numbers is loaded only when it is needed.
import type { Message } from "@chatledger/core"
import * as Effect from "effect/Effect"
import { type CardNumber, cardsOf, readCards } from "../cards/card-numbers.ts"

/** A number and the record that shares it. */
type SharedNumber = CardNumber & { readonly record_index: number }

interface RecordCards {
  readonly record_index: number
  readonly texts: ReadonlyArray<string | undefined>
}

/** The contacts of a snapshot's records. */
export class SharedCards<E> {
  private readonly onNumber: (number: SharedNumber) => Effect.Effect<void, E>
  private waiting: Array<RecordCards> = []

  constructor(onNumber: (number: SharedNumber) => Effect.Effect<void, E>) {
    this.onNumber = onNumber
  }

  add(record_index: number, message: Message): void {
    const texts = cardsOf(message)
    if (texts.length > 0) this.waiting.push({ record_index, texts })
  }

  /** Passes on the numbers of the contacts added since the last call. */
  readonly write = Effect.suspend(() => {
    const records = this.waiting
    this.waiting = []
    return this.passOn(records)
  })

  private readonly passOn = Effect.fnUntraced(function* (
    this: SharedCards<E>,
    records: ReadonlyArray<RecordCards>
  ) {
    for (const { record_index, texts } of records)
      for (const number of yield* Effect.promise(() => readCards(texts)))
        yield* this.onNumber({ record_index, ...number })
  })
}
