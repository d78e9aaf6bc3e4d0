// What the doctor says. Its JSON is for programs, and stays English, as are the names of subjects and checks there.

export const doctor = {
  progress: "asking the service",
  notAsked: "was not asked",
  addWait: (message: string) => `${message}, or add --wait`,
  unencrypted: "the token travels unencrypted: use https",
  none: "none",
  tokenFrom: (mask: string, where: string) => `${mask} from ${where}`,
  variable: (name: string) => `variable ${name}`,
  openToken: (path: string) => `others on this machine can read it: chmod 600 ${path}`,
  called: (id: string, name: string) => `${id}, called ${name}`,
  writable: "the folder can be written",
  otherArchive: "another archive, or none, is where this configuration had its own",
  rightArchive: "mount the disk, or correct the path; `chatledger sync --new` goes on with what is there",
  willBeMade: "the first sync or import makes the folder",
  notWritable: (folder: string) => `${folder} cannot be written`,
  openFolder: (path: string) => `others on this machine can look into it: chmod 700 ${path}`,
  free: (room: string) => `${room} free`,
  littleRoom: "make room: a full disk stops recording, and the journal forgets",
  couldNotBeAsked: "could not be asked",
  proxyFor: (scheme: string, address: string) => `${address}, for ${scheme}`,
  usualAuthorities: "those that Node.js brings",
  systemAuthorities: "those that this system believes",
  moreAuthorities: (count: number, path: string) =>
    `those that Node.js brings, and ${count} ${count === 1 ? "certificate" : "certificates"} in ${path}`,
  authoritiesUnused: (path: string) => `those that Node.js brings; ${path} is not used`,
  authoritiesWanted: (why: string) => `${why}; NODE_EXTRA_CA_CERTS has to name a file of certificates in PEM`,
  noCertificate: "no certificate stands in it",
  unchecked: "nobody's certificate is checked",
  checkAgain:
    "whoever is on the way can read the token: unset it, and name your own CA in NODE_EXTRA_CA_CERTS",
  states: {
    notAuthorized: "nothing is recorded: open the console and scan the QR code with the phone",
    blocked: "the number is blocked by WhatsApp: nothing is recorded",
    starting: "it is being started: ask again in some minutes",
    suspended: "the number is suspended: nothing is recorded until it is free again",
    sleepMode: "the phone is switched off: nothing is recorded until it is on",
    yellowCard: "sending is limited by WhatsApp; what comes in is recorded"
  },
  seeConsole: "see the console",
  notTold: "not told",
  assumed: (messenger: string) => `${messenger}, assumed by the number of the instance`,
  lost: (what: string) => `lost while it is off: ${what}`,
  clock: (seconds: number, isBehind: boolean) =>
    `this machine is ${seconds} s ${isBehind ? "behind" : "ahead of"} the service`,
  allWell: "ok",
  toDo: "to do",
  switchOn: "`chatledger doctor --fix` switches on the settings that are off",
  setClock: "set the clock of this machine (NTP): times of requests are told by it",
  set: (names: string) => `${names} set to yes`,
  takesMinutes: "it takes up to 5 minutes until the service records by them",
  notSaved: "the service did not save the settings",
  setInConsole: "set them in the console",
  untilNow: (value: string) => `${value} until now, set to yes`,
  names: { withoutProxy: "without proxy", authorities: "certificate authorities" } as Readonly<
    Record<string, string>
  >
}
