// A beacon: a socket beside a lock on which its holder listens, so that every process of the same kernel can check
// whether the holder lives, even from another container, where its pid means nothing.
//
// The kernel closes the socket when the process ends, however it ends. No data is sent. Not available on all disks, and
// only on Linux: a holder without one is trusted for a time. Gotcha: socket paths are limited to 107 bytes, so it is
// reached through the open folder.
import { constants } from "node:fs"
import { type FileHandle, open } from "node:fs/promises"
import { connect, createServer, type Server } from "node:net"
import { join } from "node:path"
import * as Effect from "effect/Effect"

/** The beacon of the lock with this token; sweeping the folder removes abandoned ones. */
const nameOf = (token: string): string => `alive.tmp-${token}`

export const beaconPath = (folder: string, token: string): string => join(folder, nameOf(token))

const opened = (folder: string): Promise<FileHandle> =>
  open(folder, constants.O_RDONLY | constants.O_DIRECTORY)

const shortPath = (folder: FileHandle, token: string): string => `/proc/self/fd/${folder.fd}/${nameOf(token)}`

interface Beacon {
  readonly server: Server
  readonly folder: FileHandle
}

const light = async (path: string, token: string): Promise<Beacon | undefined> => {
  if (process.platform !== "linux") return undefined
  const folder = await opened(path).catch(() => undefined)
  if (folder === undefined) return undefined
  const server = createServer((caller) => caller.destroy())
  server.unref()
  const isListening = await new Promise<boolean>((resolve) => {
    server.on("error", () => resolve(false))
    server.listen(shortPath(folder, token), () => resolve(true))
  })
  if (isListening) return { server, folder }
  await folder.close()
  return undefined
}

const putOut = async ({ server, folder }: Beacon): Promise<void> => {
  // Also removes the socket.
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await folder.close()
}

/** Listens until the scope closes; returns whether that is possible here. */
export const lightBeacon = (folder: string, token: string) =>
  Effect.acquireRelease(
    Effect.promise(() => light(folder, token)),
    (beacon) => (beacon === undefined ? Effect.void : Effect.promise(() => putOut(beacon)))
  ).pipe(Effect.map((beacon) => beacon !== undefined))

/** The state of a beacon's process; only processes of the same kernel may check it. */
export type Beaconed = "alive" | "gone" | "unknown"

const look = async (path: string, token: string): Promise<Beaconed> => {
  const folder = await opened(path).catch(() => undefined)
  if (folder === undefined) return "unknown"
  const answer = await new Promise<Beaconed>((resolve) => {
    const call = connect(shortPath(folder, token))
    call.once("connect", () => {
      call.destroy()
      resolve("alive")
    })
    call.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ECONNREFUSED" ? "gone" : error.code === "EAGAIN" ? "alive" : "unknown")
    )
  })
  await folder.close()
  return answer
}

/** Checks whether a process listens. */
export const probeBeacon = (folder: string, token: string): Effect.Effect<Beaconed> =>
  Effect.promise(() => look(folder, token))
