// The shell's way through the door: opened when it is needed, again after a query that took its process down, and
// closed while nobody asks, since an open database keeps other commands from loading what is new.
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { type Door, type DoorOptions, openDoor } from "../door/door.ts"

type Flags = Parameters<typeof openDoor>[0]

/** Keeps one door until the scope closes. */
export const connectionOf = Effect.fnUntraced(function* (flags: Flags, options: DoorOptions) {
  let open: { readonly door: Door; readonly scope: Scope.Closeable } | undefined
  const close = Effect.suspend(() => {
    const closing = open
    open = undefined
    return closing === undefined ? Effect.void : Scope.close(closing.scope, Exit.void)
  })
  yield* Effect.addFinalizer(() => close)
  const guest = Effect.gen(function* () {
    if (open?.door.guest.isAlive() === true) return open.door.guest
    yield* close
    const scope = yield* Scope.make()
    const door = yield* Scope.provide(openDoor(flags, options), scope).pipe(
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
    open = { door, scope }
    return door.guest
  })
  return { guest, close }
})
