// Who holds a lock, as its file says it: `<pid> <host>;boot=…;pids=…;began=… <token>`, and whether that process lives.
//
// That it lives, only its beacon proves; that it has gone, its beacon or its pid, in the PID namespace where that means
// something. A lock that an earlier start of this machine has left on its own disk is no one's. Of all others nothing is
// known, as of those of another machine.
import { statfs } from "node:fs/promises"
import * as Effect from "effect/Effect"
import { type Beaconed, probeBeacon } from "./beacon.ts"
import { type Holder, hasEnded, thisMachine } from "./machine.ts"

/** A lock as it is written. */
export interface Written extends Holder {
  /** Of this lock alone, 12 hexadecimal digits. */
  readonly token: string
  readonly hasBeacon: boolean
}

/** The text of a lock; programs that know host and pid alone see the lock of another machine in it. */
export const lockText = ({ pid, host, boot, pids, began, token, hasBeacon }: Written): string => {
  const place = [host]
  if (boot !== "") place.push(`boot=${boot}`, `pids=${pids}`, `began=${began}`)
  if (hasBeacon) place.push("beacon")
  return `${pid} ${place.join(";")} ${token}\n`
}

/** Reads the text of a lock; undefined if it is not whole. */
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

/** Types of file systems, as Linux numbers them, that one machine alone has: ext, XFS, Btrfs, F2FS, ZFS, tmpfs, overlay. */
const OWN_DISKS = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x01021994, 0x794c7630])

const isOwnDisk = (folder: string) =>
  Effect.map(
    Effect.option(Effect.tryPromise(() => statfs(folder))),
    (info) => info._tag === "Some" && OWN_DISKS.has(info.value.type >>> 0)
  )

/** Whether the process that wrote a lock in a folder still lives, as far as this one can know. */
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
