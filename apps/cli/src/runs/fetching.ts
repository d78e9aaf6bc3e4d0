// What talks to the service; loaded with its HTTP client when such a command runs.
export { run as runDoctor } from "./doctor.ts"
export { run as runSync } from "./sync/sync.ts"
