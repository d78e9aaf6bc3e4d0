// A forgotten layer. TypeScript refuses the program; plain JavaScript gets an error that names the layer.
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Scope from "effect/Scope"
import { InvalidArgument } from "./invalid-argument.ts"

/** Dies with `InvalidArgument` if a service is not provided; `call` is the function that needs it. */
export const checkProvided = (
  call: string,
  services: ReadonlyArray<Context.Key<any, any>>,
  needs: string
): Effect.Effect<void> =>
  Effect.contextWith((context: Context.Context<never>) =>
    services.every((service) => Context.getOption(context, service)._tag === "Some")
      ? Effect.void
      : Effect.die(new InvalidArgument({ call, argument: "the effect", needs }))
  )

/** Dies with `InvalidArgument` if the files of a platform are not provided. */
export const checkFiles = (call: string): Effect.Effect<void> =>
  checkProvided(
    call,
    [FileSystem.FileSystem, Path.Path],
    "provided with a file system, such as NodeServices.layer of @effect/platform-node"
  )

/** Dies with `InvalidArgument` if there is no scope that closes what is opened. */
export const checkScope = (call: string): Effect.Effect<void> =>
  checkProvided(call, [Scope.Scope], "run in a scope, such as by Effect.scoped")
