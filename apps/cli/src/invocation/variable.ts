/** An environment variable; undefined if it is unset or empty. */
export const variable = (name: string): string | undefined => {
  const value = process.env[name]
  return value === "" ? undefined : value
}
