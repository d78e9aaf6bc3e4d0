import * as Effect from "effect/Effect"
export const counted = (suite: string, counts: Readonly<Record<string, number>>) =>
  Effect.sync(() => console.log(suite, JSON.stringify(counts)))
