// Messages about schedules: sync and export by systemd, cron or Windows.
export const schedule = {
  oneOf: "give one of --print, --install or --remove, with systemd, cron or windows",
  noName: (name: string) =>
    `--name ${name}: use up to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit`,
  noInterval: (given: string, list: string) =>
    `--every ${given} is not a supported interval: use one of ${list}`,
  noNames: (file: string) =>
    `--names ${file}: there is no such file, so every export of the schedule would fail`,
  noInstances: (file: string) =>
    `no instance is configured in ${file}: run \`chatledger init\`; scheduled jobs do not see the environment variables of this shell`,
  unwritable: (path: string) =>
    `the path ${path} contains a character that is not allowed in a schedule: choose another folder`,
  notForWindows: (path: string) =>
    `${path} cannot be used in a Windows task, because cmd interprets ", % and !: choose a path without them`,
  tooLong: (length: number, most: number) =>
    `the line would have ${length} characters, but cron allows ${most}: choose fewer exports, or use systemd`,
  fromNpx:
    "this is npx's copy of chatledger, which npm may delete: install it permanently (npm install --global chatledger), and create the schedule again",
  tokenVariable: (name: string) =>
    `scheduled jobs do not see the variable ${name} of this shell: set tokenFile in the configuration, or set the variable for the job too`,
  variables: (names: string) =>
    `scheduled jobs do not see this shell's ${names}: set it for the job too (a line in the crontab, \`systemctl --user edit\`)`,
  noProgram: (program: string, reason: string) =>
    `${program} cannot be run: ${reason.includes("ENOENT") ? "there is no such program" : reason}; --print systemd, --print cron or --print windows shows the text itself`,
  crontab: (reason: string) => `crontab failed: ${reason}`,
  systemctl: (what: string, reason: string) => `systemctl --user ${what} failed: ${reason}`,
  notOurs: (path: string) => `${path} was not written by chatledger schedule: choose another --name`,
  ofAnother: (name: string, owner: string) =>
    `a schedule ${name} already exists, for ${owner}: choose another --name, or remove that one first`,
  notRemoved: (path: string, reason: string) => `${path} cannot be removed: ${reason}`,
  removed: (name: string) => `the schedule ${name} was removed`,
  nothingToRemove: (name: string) => `there is no schedule ${name}: nothing to remove`,
  inCrontab: (every: string, isReplaced: boolean) =>
    `${isReplaced ? "replaced in" : "added to"} your crontab, every ${every}: cron sends errors by mail; \`crontab -l\` shows the line`,
  inSystemd: (name: string, every: string, isReplaced: boolean) =>
    `${name}.timer ${isReplaced ? "was replaced" : "was installed"}, every ${every}: see \`systemctl --user list-timers\` for the timer, \`journalctl --user -u ${name}\` for its output, \`systemctl --user --failed\` for failures`,
  linger: "it runs only while you are logged in; to let it run always, use `loginctl enable-linger`",
  switchOn: (name: string) =>
    `the units were written but not enabled: systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer`,
  written: (path: string) => `wrote ${path}`,
  taskWritten: (path: string, name: string) =>
    `wrote ${path}: to install the task, run schtasks /create /tn ${name} /xml "${path}"; add /f to replace an earlier one`
}
