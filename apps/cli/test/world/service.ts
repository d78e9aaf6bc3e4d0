// The journal server for a file of tests: in this process, at a right clock, without a pace.
import type {
  InstanceOptions,
  Journal,
  JournalServer,
  JournalServerOptions
} from "@chatledger/journal-server"
import { serveJournal } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { token } from "../journal-service.ts"

export interface Served {
  readonly url: string
  readonly port: number
  readonly server: JournalServer
  readonly end: () => Promise<void>
}

interface Options extends Omit<Partial<JournalServerOptions>, "instances" | "journal"> {
  readonly journal: Journal
  readonly instances: ReadonlyArray<string>
}

/** Serves until it is ended. */
export const serve = async ({ instances, journal, ...more }: Options): Promise<Served> => {
  const scope = Scope.makeUnsafe()
  const served = serveJournal({
    rateLimit: false,
    ...more,
    journal,
    instances: instances.map((idInstance): InstanceOptions => ({ idInstance, token: Redacted.make(token) }))
  })
  const server = await Effect.runPromise(Effect.provideService(served, Scope.Scope, scope))
  return {
    url: server.url,
    port: server.port,
    server,
    end: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
