// Messages about `--engine`.
export const engine = {
  withoutEngine: (flag: string) => `--${flag} needs --engine`,
  withoutUrl: "--engine needs --url, such as http://reader@localhost:8123/chatledger",
  badUrl:
    "--url is not an address such as http://reader@localhost:8123/chatledger: user, host, port and database",
  passwordInUrl: (variable: string) =>
    `--url has a password, which other users of the computer could see: set ${variable}, or use --password-file`,
  notWithEngine: (flag: string) => `--engine and --${flag} cannot be combined: use --dataset or the archive`,
  queryOnly: "--engine answers one query: give it as an argument, with --file, or through a pipe"
}
