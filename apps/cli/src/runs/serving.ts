// The command that serves; loaded with the server and the database when it runs.
export { run as runServe } from "./serve.ts"
