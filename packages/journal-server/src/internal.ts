// What only the other packages of this repository and the command line use. No part of the public API: may change with any version.
export { isLoopback, shownHost } from "./host.ts"
export { serving } from "./listener.ts"
