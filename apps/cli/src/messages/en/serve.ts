// Messages of serve.
export const serve = {
  port: "--port must be a number from 0 (any free port) to 65535",
  empty:
    "the archive is empty, so there is nothing to serve: add messages with `chatledger sync` or `chatledger import`",
  reading: "reading the archive …",
  open: (url: string) =>
    `${url} is accessible from the network: anyone with the token can read the whole archive, and the connection is not encrypted`,
  journal: (instances: string, address: string) => `${instances} at ${address}`,
  pages: (address: string) => `the report, tables, statistics and SQL at ${address}`,
  tables: (address: string) => `tables for Excel at ${address} (or .xlsx, .parquet)`,
  token: (path: string) => `TOKEN is in ${path}; Ctrl-C stops the server`,
  noToken: (path: string) => `${path} contains no token: delete it to create a new one`,
  notAnswered: (reason: string) => `a request failed: ${reason}`
}
