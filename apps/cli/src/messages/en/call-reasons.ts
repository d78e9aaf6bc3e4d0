// Why a call to the service brought nothing.
import type { CallReasons } from "@chatledger/core"
import type { ReasonStrings } from "../reason.ts"

const seconds = ({ millis }: { readonly millis: number }) => `${Math.round(millis / 1000)} s`

const otherProxy = "correct HTTPS_PROXY or HTTP_PROXY, or name the host of apiUrl in NO_PROXY"

export const callReasons: ReasonStrings<CallReasons> = {
  body_blank: () => "it has a megabyte of nothing but blanks",
  body_compression_damaged: () => "its compression is cut or damaged",
  body_cut: () => "it is cut",
  body_empty: () => "it is empty",
  body_follows_array: () => "something follows the end of the array",
  certificate_expired: () =>
    "its certificate has expired or is not valid yet (set the clock of this machine if it is wrong)",
  certificate_of_other_name: () => "its certificate is for another name (compare apiUrl with the console)",
  certificate_self_signed: () =>
    "its certificate is not trusted (a CA of your own stands in a file that NODE_EXTRA_CA_CERTS names)",
  certificate_untrusted: () => "its certificate is not trusted",
  connection_broken: () => "the connection was broken off",
  connection_failed: () => "the connection failed",
  connection_refused: () => "nobody answers at this address",
  connection_timeout: () => "the server cannot be reached in time",
  host_not_found: () => "the name of the server cannot be resolved",
  is_html_page: () => "it is a page (HTML)",
  network_unreachable: () => "there is no network, or no way to the server",
  no_answer_within: (time) => `no answer within ${seconds(time)}`,
  not_array: () => "it is no JSON array",
  not_array_or_cut: () => "it is cut, or no JSON array",
  not_done_within: (time) => `not done within ${seconds(time)}`,
  not_expected_object: () => "it is not the JSON object that was expected",
  not_http: () => "what came back is not HTTP",
  not_object: () => "it is no JSON object",
  not_tls: () => "the server does not speak TLS there (is apiUrl https where it has to be http?)",
  of_other_group: () => "it is not of the group that was asked for",
  proxy_broken: () => `the connection through the proxy was broken off (${otherProxy})`,
  proxy_not_service: () => `what comes through the proxy is not the service (${otherProxy})`,
  proxy_refuses: () =>
    "the proxy refuses the way there (ask who runs it, or name the host of apiUrl in NO_PROXY)",
  proxy_unreachable: () => `the proxy cannot be reached (${otherProxy})`,
  proxy_wants_login: () =>
    "the proxy wants a user and a password (407), as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
  record_not_json: ({ position }) => `record ${position} is not JSON`,
  silent_for: (time) => `nothing came for ${seconds(time)}`,
  status: ({ status }) => `status ${status}`,
  too_many_brackets: ({ most }) => `it begins with more than ${most} brackets`,
  too_many_records: ({ most }) => `it has more than ${most} records`,
  unexpected_field: () => "it has a field of another kind than documented"
}
