// Messages about files of messages: media fetch, media gaps, sync --media.
import { counted, number, size } from "./counts.ts"

export const media = {
  nothing: "media: nothing to fetch",
  fetching: (done: number, all: number, bytes: number) =>
    `media: ${number(done)} of ${counted(all, "file")}, ${size(bytes)}`,
  summary: (parts: ReadonlyArray<string>) => `media: ${parts.join(", ")}`,
  kept: (count: number, bytes: number) => `${counted(count, "file")} fetched (${size(bytes)})`,
  ended: (status: string, count: number) => `${number(count)} ${media.statuses[status] ?? status}`,
  statuses: {
    kept: "fetched",
    expired: "lost, because the link has expired and the service has no new one",
    no_link: "without a file on the service",
    failed: "failed, tried again by the next run",
    refused_host: "on hosts that are not allowed",
    refused_address: "on private addresses",
    refused_scheme: "not at an https address",
    refused_redirect: "refused because of their redirects",
    too_large: "larger than media.maxFileSize",
    wrong_length: "of another length than announced",
    wrong_type: "of another type than announced (a web page instead of the file)",
    encoded: "refused because they came compressed"
  } as Readonly<Record<string, string>>,
  left: (count: number) => `${number(count)} left for the next run`,
  refusedHost: (host: string, count: number) =>
    `media: ${counted(count, "file")} not fetched from ${host}: if you trust this host, add it to media.hosts in the configuration (to media.privateHosts if it is a server of your own network)`,
  stopped: {
    run: "media: the limit of one run (media.maxRunSize) is reached: the next run continues",
    quota: "media: the disk quota (media.diskQuota) is reached: raise it, or prune the archive"
  },
  notRenewed: (failure: string) => `media: links cannot be renewed: ${failure}`,
  busy: (holder: string) => `media: skipped, another run is fetching files (${holder})`,
  size: (flag: string, given: string) => `--${flag} ${given}: write a size such as 500KB, 100MB or 2GB`,
  kind: (given: string, all: string) => `--kind ${given}: must be one of ${all}`,
  whole: (count: number, bytes: number) => `${counted(count, "file")} of messages intact (${size(bytes)})`,
  read: (count: number) => `${number(count)} files of messages read`,
  damaged: (path: string) => `${path}: the file has changed since it was fetched`,
  missing: (path: string) => `${path}: the file is missing`,
  damagedCount: (count: number) =>
    `${counted(count, "file")} of messages damaged or missing: restore them from a backup, or delete what is left and run \`chatledger media fetch --again\``,
  copying: (done: number, all: number) => `copying files of messages: ${number(done)} of ${number(all)}`,
  copied: (count: number, folder: string) => `${counted(count, "file")} of messages in ${folder}`,
  notThere: (count: number) =>
    `${counted(count, "file")} of messages missing in the archive: run \`chatledger media fetch --again\``,
  unfetched: (count: number) =>
    `${counted(count, "message")} with a file, none of them downloaded: run \`chatledger media fetch\` while the links work`,
  notAFolder: "it is a file: --media needs a folder",
  withTokens: "--media cannot be combined with --pseudonymize: pictures and voices reveal who a person is",
  withShareSafe: "--media cannot be combined with --share-safe: pictures and voices reveal who a person is",
  noDataset: "--media cannot be combined with --format delta: export the files with another format",
  erased: (count: number, bytes: number) => `${counted(count, "file")} of messages (${size(bytes)}) removed`
}
