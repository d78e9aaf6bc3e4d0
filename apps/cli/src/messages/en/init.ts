// Questions and messages of `chatledger init`.
export const init = {
  welcome: (path: string, isThere: boolean) =>
    isThere
      ? `adding an instance to ${path}; Ctrl-C cancels without changes`
      : `creating a configuration in ${path}; Ctrl-C cancels without changes`,
  console: "you can find these values at https://console.green-api.com",
  idInstance: "idInstance",
  apiUrl: "apiUrl",
  token: "apiTokenInstance (not shown)",
  alreadyThere: (id: string) => `instance ${id} is already in the configuration`,
  needsInstance: "not running on a terminal: give the instance with --instance",
  needsToken: "not running on a terminal: give the token file with --token-file, or pipe in the token",
  noToken: "this is not a token: a token is one line of letters and digits",
  accepted: (id: string, state: string) => `the service knows instance ${id}; its state is ${state}`,
  tokenTaken: (path: string) =>
    `${path} already exists with other contents: move it, or give the token file with --token-file`,
  kept: (path: string, token: string) => `the instance was saved in ${path}, its token in ${token}`,
  yesOrNo: "[Y/n]",
  isYes: (answer: string) => /^y(es)?$/i.test(answer),
  settingsOff: "these settings are off; as long as they are, you lose:",
  fix: "Turn them on?",
  fixLater: "to turn them on later, run `chatledger doctor --fix`",
  sync: "Run the first sync now?",
  schedule: (scheduler: string) => `Run sync and export every hour, with ${scheduler}?`,
  scheduleLater: (scheduler: string) =>
    scheduler === "windows"
      ? "to run it every hour, use `chatledger schedule --print windows -o chatledger-task.xml`"
      : `to run it every hour, use \`chatledger schedule --install ${scheduler}\``,
  noScheduler: "no scheduler was found here; `chatledger sync --every 1h` keeps running and syncs",
  next: "next: `chatledger export` writes files, `chatledger doctor` checks the setup"
}
