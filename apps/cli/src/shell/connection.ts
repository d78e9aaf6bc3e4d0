// The shell's connection to the sandbox: opened when needed, reopened after its process ended, and
// closed when idle, because an open database keeps other commands from loading new data.
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { openSandbox, type Sandbox, type SandboxOptions } from "../sandbox/sandbox.ts"

type Flags = Parameters<typeof openSandbox>[0]

/** Keeps one sandbox at most, until the scope closes. */
export const connectionOf = Effect.fnUntraced(function* (flags: Flags, options: SandboxOptions) {
  let open: { readonly sandbox: Sandbox; readonly scope: Scope.Closeable } | undefined
  const close = Effect.suspend(() => {
    const closing = open
    open = undefined
    return closing === undefined ? Effect.void : Scope.close(closing.scope, Exit.void)
  })
  yield* Effect.addFinalizer(() => close)
  const worker = Effect.gen(function* () {
    if (open?.sandbox.worker.isAlive() === true) return open.sandbox.worker
    yield* close
    const scope = yield* Scope.make()
    const sandbox = yield* Scope.provide(openSandbox(flags, options), scope).pipe(
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
    open = { sandbox, scope }
    return sandbox.worker
  })
  return { worker, close }
})

export type Connection = Effect.Success<ReturnType<typeof connectionOf>>
