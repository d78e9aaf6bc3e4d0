// Chance for made-up messages: the same seed gives the same numbers, some 100 million a second.
//
// The generator is xorshift32 (https://en.wikipedia.org/wiki/Xorshift). Not for secrets.
// Gotcha: the order of the calls is part of the result.

/** Numbers drawn from one seed. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 1
    for (let warmUp = 0; warmUp < 8; warmUp++) this.bits()
  }

  /** 32 random bits, as a whole number from 0. */
  bits(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return state >>> 0
  }

  /** A number from 0 (included) to 1 (excluded). */
  share(): number {
    return this.bits() / 4_294_967_296
  }

  /** A whole number from 0 to `limit` (excluded). */
  below(limit: number): number {
    return Math.floor(this.share() * limit)
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  roll(probability: number): boolean {
    return this.share() < probability
  }

  pick<Item>(items: ReadonlyArray<Item>): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError("there is nothing to pick from")
    return item
  }
}
