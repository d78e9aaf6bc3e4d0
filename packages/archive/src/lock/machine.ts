// What tells a process from every other one, after restarts and across containers.
//
// Linux alone says it: a boot and a PID namespace have ids, and a process began at a tick of its boot. On other systems all
// of it is empty, and a process is known by host and pid. Gotcha: `/proc` may be that of another PID namespace; then pids
// of this one mean nothing there.
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"

/** Where a process runs. */
interface Machine {
  /** As `encodeURIComponent` writes it: without blanks. */
  readonly host: string
  /** Of the kernel that runs, so of this start of the machine. */
  readonly boot: string
  /** The PID namespace: containers have one each. */
  readonly pids: string
}

/** A process that holds something. */
export interface Holder extends Machine {
  readonly pid: number
  /** Ticks from the boot to its start. */
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

/** State and start of a process. The name before them may hold any character. */
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

/** True if a process of this machine and PID namespace has ended, or its pid is another's by now. */
export const hasEnded = ({ pid, began }: Holder): boolean => {
  if (!isThere(pid)) return true
  if (began === "" || link("/proc/self") !== String(process.pid)) return false
  const now = statOf(String(pid))
  return now.state === "Z" || (now.began !== "" && now.began !== began)
}
