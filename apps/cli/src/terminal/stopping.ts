// Ends the program within about a second after a signal.
//
// The runtime interrupts running work, which then cleans up. Some DuckDB steps ignore interrupts for long; if the program
// still runs after 0.7 seconds of processor time, or 4 seconds in all if a disk does not answer, the system
// ends it. Nothing is lost: every writer survives this, and the next run removes leftover
// files. Gotcha: `process.exit` would wait for DuckDB.
const MOST_PROCESSOR_MICROS = 700_000
const MOST_MILLIS = 4000
const LOOK_MILLIS = 50

const end = (): void => {
  process.removeAllListeners("SIGINT")
  process.kill(process.pid, "SIGINT")
}

/** Enables this: from now on a signal ends the program in time. */
export const stopInTime = (): void => {
  const onSignal = () => {
    process.off("SIGINT", onSignal)
    process.off("SIGTERM", onSignal)
    const before = process.cpuUsage()
    const since = performance.now()
    const look = () => {
      const { system, user } = process.cpuUsage(before)
      if (system + user > MOST_PROCESSOR_MICROS || performance.now() - since > MOST_MILLIS) end()
    }
    setInterval(look, LOOK_MILLIS).unref()
  }
  process.on("SIGINT", onSignal)
  process.on("SIGTERM", onSignal)
}
