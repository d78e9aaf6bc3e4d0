// What `chatledger init` asks and says.
export const init = {
  welcome: (path: string, isThere: boolean) =>
    isThere
      ? `another instance for ${path}; Ctrl-C leaves everything as it is`
      : `a new configuration at ${path}; Ctrl-C leaves everything as it is`,
  console: "what is asked for stands in https://console.green-api.com",
  idInstance: "idInstance",
  apiUrl: "apiUrl",
  token: "apiTokenInstance (it is not shown)",
  alreadyThere: (id: string) => `instance ${id} is in the configuration already`,
  needsInstance: "nobody can be asked here: name the instance with --instance",
  needsToken: "nobody can be asked here: name the token's file with --token-file, or pipe the token in",
  noToken: "that is no token: it is one line of letters and digits",
  accepted: (id: string, state: string) => `the service knows instance ${id}; its state is ${state}`,
  tokenTaken: (path: string) =>
    `${path} is there already, with something else in it: move it away, or name the token's file with --token-file`,
  kept: (path: string, token: string) => `${path} has the instance, ${token} its token`,
  yesOrNo: "[Y/n]",
  isYes: (answer: string) => /^y(es)?$/i.test(answer),
  settingsOff: "settings that are off, and what is lost while they are:",
  fix: "Switch them on?",
  fixLater: "`chatledger doctor --fix` switches them on later",
  sync: "Fetch now what the journal shows?",
  schedule: (scheduler: string) => `Sync and export every hour, by ${scheduler}?`,
  scheduleLater: (scheduler: string) =>
    scheduler === "windows"
      ? "`chatledger schedule --print windows -o chatledger-task.xml` makes it run by itself, every hour"
      : `\`chatledger schedule --install ${scheduler}\` makes it run by itself, every hour`,
  noScheduler: "nothing that runs by itself was found here; `chatledger sync --every 1h` stays and syncs",
  next: "`chatledger export` writes the files, `chatledger doctor` looks whether all is well"
}
