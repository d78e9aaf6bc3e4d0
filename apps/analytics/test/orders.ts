// Orders in which batches can be loaded.
import { breadth } from "./breadth.ts"

const permutations = <Item>(items: ReadonlyArray<Item>): ReadonlyArray<ReadonlyArray<Item>> =>
  items.length < 2
    ? [items]
    : items.flatMap((item, place) =>
        permutations(items.toSpliced(place, 1)).map((others) => [item, ...others])
      )

/** All at once, and one by one: from the first, from the last, and in the whole suite in every other order. */
export const ordersOf = <Item>(
  batches: ReadonlyArray<ReadonlyArray<Item>>
): ReadonlyArray<ReadonlyArray<ReadonlyArray<Item>>> => {
  const all = permutations(batches)
  return [
    [batches.flat()],
    ...breadth(
      all.filter((_, place) => place === 0 || place === all.length - 1),
      all
    )
  ]
}
