// The holder in a lock file, `<pid> <host>;boot=…;pids=…;began=… <token>`, and whether that process lives.
//
// Only its beacon proves that it lives; its beacon, or its pid within the same PID namespace, proves that it has
// ended. A lock on a local disk from before a reboot has no holder. All other holders are unknown, as are those on
// other machines.
import { statfs } from "node:fs/promises"
import * as Effect from "effect/Effect"
import { type Beaconed, probeBeacon } from "./beacon.ts"
import { type Holder, hasEnded, thisMachine } from "./machine.ts"

/** The content of a lock file. */
export interface Written extends Holder {
  /** Unique to this lock, 12 hexadecimal digits. */
  readonly token: string
  readonly hasBeacon: boolean
}

/** The text of a lock; programs that only know host and pid read it as a lock of another machine. */
export const lockText = ({ pid, host, boot, pids, began, token, hasBeacon }: Written): string => {
  const place = [host]
  if (boot !== "") place.push(`boot=${boot}`, `pids=${pids}`, `began=${began}`)
  if (hasBeacon) place.push("beacon")
  return `${pid} ${place.join(";")} ${token}\n`
}

/** Parses the text of a lock; undefined if it is incomplete. */
export const readLock = (text: string): Written | undefined => {
  const [, pid, place, token] = /^(\d+) (\S*) ([0-9a-f]+)\n$/.exec(text) ?? []
  if (pid === undefined || place === undefined || token === undefined) return undefined
  const [host = "", ...more] = place.split(";")
  const fieldOf = (name: string) =>
    more.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? ""
  return {
    pid: Number(pid),
    host,
    boot: fieldOf("boot"),
    pids: fieldOf("pids"),
    began: fieldOf("began"),
    token,
    hasBeacon: more.includes("beacon")
  }
}

/** Linux file system types that only one machine can mount: ext, XFS, Btrfs, F2FS, ZFS, tmpfs, overlay. */
const OWN_DISKS = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x01021994, 0x794c7630])

const isOwnDisk = (folder: string) =>
  Effect.map(
    Effect.option(Effect.tryPromise(() => statfs(folder))),
    (info) => info._tag === "Some" && OWN_DISKS.has(info.value.type >>> 0)
  )

/** Whether the process that wrote a lock in a folder still lives, as far as this process can know. */
export const lifeOf = Effect.fnUntraced(function* (folder: string, lock: Written) {
  const here = thisMachine()
  const unknown: Beaconed = "unknown"
  if (lock.boot !== here.boot) {
    const isEarlier = lock.boot !== "" && here.boot !== "" && lock.host === here.host
    return isEarlier && (yield* isOwnDisk(folder)) ? "gone" : unknown
  }
  if (here.boot === "" && lock.host !== here.host) return unknown
  if (lock.pids === here.pids && hasEnded(lock)) return "gone"
  return lock.hasBeacon ? yield* probeBeacon(folder, lock.token) : unknown
})
