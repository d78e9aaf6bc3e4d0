// Identifies a process across restarts and containers.
//
// Only Linux provides this: boots and PID namespaces have ids, and a process has a start tick. On other systems these are
// empty, and a process is identified by host and pid. Gotcha: `/proc` may belong to another PID namespace, where our
// pids mean nothing.
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"

/** Where a process runs. */
interface Machine {
  /** Encoded with `encodeURIComponent`: no blanks. */
  readonly host: string
  /** Boot id of the running kernel. */
  readonly boot: string
  /** Id of the PID namespace: each container has its own. */
  readonly pids: string
}

/** A process that holds a lock. */
export interface Holder extends Machine {
  readonly pid: number
  /** Start time in ticks since boot. */
  readonly began: string
}

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8").trim()
  } catch {
    return ""
  }
}

const link = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ""
  }
}

/** State and start of a process. The process name before them may have any characters. */
const statOf = (process: string): { readonly state: string; readonly began: string } => {
  const text = read(`/proc/${process}/stat`)
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
  return { state: fields[0] ?? "", began: fields[19] ?? "" }
}

const readMachine = (): Machine => {
  const boot = read("/proc/sys/kernel/random/boot_id")
  const pids = /\d+/.exec(link("/proc/self/ns/pid"))?.[0] ?? ""
  const isKnown = boot !== "" && pids !== ""
  return { host: encodeURIComponent(hostname()), boot: isKnown ? boot : "", pids: isKnown ? pids : "" }
}

let machine: Machine | undefined

/** Where this process runs. */
export const thisMachine = (): Machine => {
  machine ??= readMachine()
  return machine
}

/** This process. */
export const thisProcess = (): Holder => {
  const here = thisMachine()
  return { ...here, pid: process.pid, began: here.boot === "" ? "" : statOf("self").began }
}

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** True if a process of this machine and PID namespace has ended, or its pid was reused. */
export const hasEnded = ({ pid, began }: Holder): boolean => {
  if (!isThere(pid)) return true
  if (began === "" || link("/proc/self") !== String(process.pid)) return false
  const now = statOf(String(pid))
  return now.state === "Z" || (now.began !== "" && now.began !== began)
}
