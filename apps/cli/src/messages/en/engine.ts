// Messages about `--engine`.
export const engine = {
  withoutEngine: (flag: string) => `--${flag} needs --engine`,
  withoutUrl: (example: string) => `--engine needs --url, such as ${example}`,
  badUrl: (example: string) =>
    `--url is not an address such as ${example}: user, host, port, and where the tables are`,
  passwordInUrl: (variable: string) =>
    `--url has a password, which other users of the computer could see: set ${variable}, or use --password-file`,
  passwordNeedsHttps:
    "Trino accepts a password over HTTPS only: use https:// in --url, or unset the password",
  notWithEngine: (flag: string) => `--engine and --${flag} cannot be combined: use --dataset or the archive`,
  queryOnly: "--engine answers one query: give it as an argument, with --file, or through a pipe"
}
