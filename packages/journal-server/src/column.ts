// Growable array of numbers: one typed array that doubles when it is full.
//
// A million objects of six fields take ten times the memory of six columns.

type Numbers = Float64Array | Uint32Array | Uint8Array

/** Numbers of one kind, by index. */
export class Column {
  #numbers: Numbers
  length = 0

  private constructor(numbers: Numbers) {
    this.#numbers = numbers
  }

  /** Any numbers. */
  static of64(): Column {
    return new Column(new Float64Array(64))
  }

  /** Integers from 0 to 2^32 - 1. */
  static of32(): Column {
    return new Column(new Uint32Array(64))
  }

  /** Integers from 0 to 255. */
  static of8(): Column {
    return new Column(new Uint8Array(64))
  }

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const Kind = this.#numbers.constructor as new (length: number) => Numbers
      const grown = new Kind(this.length * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.length] = value
    this.length += 1
  }

  /** All numbers, followed by unused capacity; valid until the next change. */
  get numbers(): ArrayLike<number> {
    return this.#numbers
  }

  /** The number at an existing index. */
  at(index: number): number {
    return this.#numbers[index] as number
  }

  /** Removes all numbers, but keeps the memory. */
  clear(): void {
    this.length = 0
  }

  /** Changes the number at an existing index. */
  set(index: number, value: number): void {
    this.#numbers[index] = value
  }
}
