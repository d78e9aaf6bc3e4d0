// What a signal is worth: it ends the program within about a second, whatever is going on.
//
// The runtime interrupts what runs, which then leaves everything in order. DuckDB has long steps that hear no
// interrupt; whoever is still at work after most of a second of the processor, or some seconds on a disk that does
// not answer, is ended by the system. Nothing is lost by it: every writer survives that, and the next run takes away
// what lies about. Gotcha: `process.exit` would wait for DuckDB.
const MOST_PROCESSOR_MICROS = 700_000
const MOST_MILLIS = 4000
const LOOK_MILLIS = 50

const end = (): void => {
  process.removeAllListeners("SIGINT")
  process.kill(process.pid, "SIGINT")
}

/** From now on a signal ends the program in time. */
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
