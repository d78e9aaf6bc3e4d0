// What is said of schedules: sync and export by systemd, cron or Windows.
export const schedule = {
  oneOf: "name one of --print, --install and --remove, each with systemd, cron or windows",
  noName: (name: string) =>
    `--name ${name}: write up to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit`,
  noInterval: (given: string, list: string) => `--every ${given} is in no calendar: write one of ${list}`,
  noInstances: (file: string) =>
    `no instance is configured in ${file}: \`chatledger init\` does that; a schedule has no variables of this shell`,
  unwritable: (path: string) =>
    `a schedule cannot hold the path ${path}: it has a character that is none of a line; choose another folder`,
  notForWindows: (path: string) =>
    `a Windows task cannot hold ${path}: cmd takes ", % and ! for its own; choose a path without them`,
  tooLong: (length: number, most: number) =>
    `the line would have ${length} characters, and cron takes ${most}: choose fewer exports, or systemd`,
  fromNpx:
    "this is npx's copy of chatledger, which npm may remove: install it for good (npm install --global chatledger), and make the schedule again",
  tokenVariable: (name: string) =>
    `a schedule has no variable ${name} of this shell: name the token's file (tokenFile) in the configuration, or set the variable there too`,
  variables: (names: string) =>
    `a schedule does not have this shell's ${names}: set it there too (a line in the crontab, \`systemctl --user edit\`)`,
  noProgram: (program: string, reason: string) =>
    `${program} cannot be run: ${reason}; chatledger schedule --print shows what to put where`,
  crontab: (reason: string) => `crontab failed: ${reason}`,
  systemctl: (what: string, reason: string) => `systemctl --user ${what} failed: ${reason}`,
  notOurs: (path: string) => `${path} was not written by chatledger schedule: choose another --name`,
  ofAnother: (name: string, owner: string) =>
    `a schedule ${name} is there already, for ${owner}: choose another --name, or remove it from there first`,
  notRemoved: (path: string, reason: string) => `${path} cannot be removed: ${reason}`,
  removed: (name: string) => `the schedule ${name} is removed`,
  nothingToRemove: (name: string) => `there is no schedule ${name}: nothing to remove`,
  inCrontab: (every: string, isReplaced: boolean) =>
    `${isReplaced ? "replaced in" : "added to"} your crontab, every ${every}: cron mails what goes wrong; \`crontab -l\` shows the line`,
  inSystemd: (name: string, every: string, isReplaced: boolean) =>
    `${name}.timer ${isReplaced ? "is replaced" : "is on"}, every ${every}: \`systemctl --user list-timers\` shows it, \`journalctl --user -u ${name}\` what it said, \`systemctl --user --failed\` whether it failed`,
  linger:
    "it runs while you are logged in; `loginctl enable-linger` lets it run always, from when the machine starts",
  switchOn: (name: string) =>
    `the units are written, and not switched on: systemctl --user daemon-reload && systemctl --user enable --now ${name}.timer`,
  written: (path: string) => `${path} is written`,
  taskWritten: (path: string, name: string) =>
    `${path} is written: schtasks /create /tn ${name} /xml "${path}" puts it into the Task Scheduler, with /f in place of the one before`
}
