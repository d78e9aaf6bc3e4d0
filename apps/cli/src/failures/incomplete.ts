// Whether an answer lacks something that could not be read: the command then exits with 3, though nothing else failed.
let isLacking = false

export const leaveIncomplete = (): void => {
  isLacking = true
}

/** The exit code of a command that did not fail. */
export const codeOfSuccess = (): 0 | 3 => (isLacking ? 3 : 0)
