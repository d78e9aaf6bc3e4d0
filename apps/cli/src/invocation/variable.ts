/** A variable of the environment; undefined if it is not set, or empty. */
export const variable = (name: string): string | undefined => {
  const value = process.env[name]
  return value === "" ? undefined : value
}
