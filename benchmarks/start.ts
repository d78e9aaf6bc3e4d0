// Starting: `chatledger --help`, against node doing nothing.
import { binary, measure, report } from "./measure.ts"

report(
  "Starting",
  measure([
    { name: "node, nothing", commands: [["-e", "0"]] },
    { name: "chatledger --help", commands: [[binary, "--help"]] }
  ])
)
