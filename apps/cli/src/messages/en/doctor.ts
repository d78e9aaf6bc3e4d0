// Messages of doctor. Its JSON is for programs and stays in English, as do the names of subjects and checks in it.

export const doctor = {
  progress: "querying the service",
  notChecked: "was not queried",
  addWait: (message: string) => `${message}, or add --wait`,
  unencrypted: "the token travels unencrypted: use https",
  none: "none",
  tokenFrom: (mask: string, where: string) => `${mask} from ${where}`,
  variable: (name: string) => `variable ${name}`,
  openToken: (path: string) => `other users of this computer can read it: chmod 600 ${path}`,
  called: (id: string, name: string) => `${id} (${name})`,
  writable: "the folder is writable",
  otherArchive:
    "at this path there is another archive, or none, instead of the one that this configuration used before",
  rightArchive:
    "mount the disk or correct the path; to continue with what is there now, run `chatledger sync --new`",
  willBeMade: "the first sync or import will create the folder",
  notWritable: (folder: string) => `${folder} is not writable`,
  openFolder: (path: string) => `other users of this computer can read it: chmod 700 ${path}`,
  free: (room: string) => `${room} free`,
  littleRoom: "free some space: when the disk is full, recording stops and messages may be lost",
  couldNotCheck: "could not be queried",
  proxyFor: (scheme: string, address: string) => `${address}, for ${scheme}`,
  usualAuthorities: "those included in Node.js",
  systemAuthorities: "those that this system trusts",
  moreAuthorities: (count: number, path: string) =>
    `those included in Node.js, and ${count} ${count === 1 ? "certificate" : "certificates"} in ${path}`,
  authoritiesUnused: (path: string) => `those included in Node.js; ${path} is not used`,
  authoritiesWanted: (why: string) =>
    `${why}; NODE_EXTRA_CA_CERTS must be the path of a file with PEM certificates`,
  noCertificate: "it contains no certificate",
  unchecked: "certificates are not verified at all",
  checkAgain:
    "the token can be intercepted: unset the variable, and set NODE_EXTRA_CA_CERTS to the file of your own CA",
  states: {
    notAuthorized: "nothing is recorded: open the console and scan the QR code with the phone",
    blocked: "the number is blocked by WhatsApp: nothing is recorded",
    starting: "it is starting: try again in a few minutes",
    suspended: "the number is suspended: nothing is recorded until this ends",
    sleepMode: "the phone is switched off: nothing is recorded until it is on",
    yellowCard: "WhatsApp limits sending; incoming messages are recorded"
  },
  seeConsole: "see the console",
  notReported: "unknown",
  assumed: (messenger: string) => `${messenger}, assumed from the number of the instance`,
  lost: (what: string) => `while it is off, this is lost: ${what}`,
  clockAgrees: "the clock of this computer agrees with the service's",
  clock: (by: string, isBehind: boolean) =>
    `the clock of this computer is ${by} ${isBehind ? "behind" : "ahead of"} the service's`,
  allWell: "ok",
  toDo: "to do",
  switchOn: "`chatledger doctor --fix` turns on the settings that are off",
  setClock: "correct the clock of this computer (NTP): it is used for the times of requests",
  set: (names: string) => `${names} set to yes`,
  takesMinutes: "the service applies them within 5 minutes",
  notSaved: "the service did not save the settings",
  setInConsole: "set them in the console",
  untilNow: (value: string) => `was ${value}, set to yes`,
  names: { withoutProxy: "without proxy", authorities: "certificate authorities" } as Readonly<
    Record<string, string>
  >
}
