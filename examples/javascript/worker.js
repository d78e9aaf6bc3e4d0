// Reads an archive in a thread of its own, so that the program stays free, and counts messages by type.
// node worker.js chatledger-archive
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
import { readArchive } from "@chatledger/archive"

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: process.argv[2] ?? "chatledger-archive" })
  worker.on("message", (counts) => {
    for (const [type, count] of counts) console.log(type, count)
  })
  worker.on("error", (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
} else {
  const counts = new Map()
  for await (const { typeMessage } of readArchive(workerData))
    counts.set(typeMessage, (counts.get(typeMessage) ?? 0) + 1)
  parentPort?.postMessage([...counts].sort(([, a], [, b]) => b - a))
}
