// What is said while the archive is served.
export const serve = {
  port: "--port is a number from 0 (any that is free) to 65535",
  empty:
    "the archive is empty, so there is nothing to serve: `chatledger sync` or `chatledger import` fills it",
  reading: "reading the archive …",
  open: (url: string) =>
    `others on the network can reach ${url}: who has the token reads the whole archive, and it travels unencrypted`,
  journal: (instances: string, address: string) => `${instances} at ${address}`,
  pages: (address: string) => `the report, tables, statistics and SQL at ${address}`,
  tables: (address: string) => `tables for Excel at ${address} (or .xlsx, .parquet)`,
  token: (path: string) => `TOKEN stands in ${path}; Ctrl-C stops the server`,
  noToken: (path: string) => `${path} holds no token: delete it, and a new one is made`,
  notAnswered: (reason: string) => `a request could not be answered: ${reason}`
}
