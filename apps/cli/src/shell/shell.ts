import * as Effect from "effect/Effect"
export const runShell = (_given: unknown, _options: unknown) => Effect.void
