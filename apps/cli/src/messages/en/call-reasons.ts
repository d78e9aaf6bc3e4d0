// Why a call to the service failed.
import type { CallReasons } from "@chatledger/core"
import type { ReasonStrings } from "../reason.ts"

const seconds = ({ millis }: { readonly millis: number }) => `${Math.round(millis / 1000)} s`

const otherProxy = "correct HTTPS_PROXY or HTTP_PROXY, or add the host of apiUrl to NO_PROXY"

export const callReasons: ReasonStrings<CallReasons> = {
  body_blank: () => "it contains a megabyte of whitespace only",
  body_compression_damaged: () => "its compressed data is truncated or damaged",
  body_cut: () => "it is truncated",
  body_empty: () => "it is empty",
  body_follows_array: () => "there is more data after the end of the array",
  certificate_expired: () =>
    "its certificate has expired or is not valid yet (check the clock of this computer)",
  certificate_of_other_name: () =>
    "its certificate was issued for another name (compare apiUrl with the console)",
  certificate_self_signed: () =>
    "its certificate is not trusted (put your own CA into a file and set NODE_EXTRA_CA_CERTS to its path)",
  certificate_untrusted: () => "its certificate is not trusted",
  connection_broken: () => "the connection was interrupted",
  connection_failed: () => "the connection failed",
  connection_refused: () => "nothing is listening at this address",
  connection_timeout: () => "the connection to the server timed out",
  host_not_found: () => "the host name cannot be resolved",
  is_html_page: () => "it is an HTML page",
  network_unreachable: () => "there is no network, or no route to the server",
  no_answer_within: (time) => `no answer within ${seconds(time)}`,
  not_array: () => "it is not a JSON array",
  not_array_or_cut: () => "it is truncated, or not a JSON array",
  not_done_within: (time) => `not finished within ${seconds(time)}`,
  not_expected_object: () => "it is not the expected JSON object",
  not_http: () => "the response is not HTTP",
  not_object: () => "it is not a JSON object",
  not_tls: () => "the server does not use TLS there (should apiUrl begin with http instead of https?)",
  of_other_group: () => "it is about another group than the one requested",
  proxy_broken: () => `the connection through the proxy was interrupted (${otherProxy})`,
  proxy_not_service: () => `the response through the proxy is not from the service (${otherProxy})`,
  proxy_refuses: () =>
    "the proxy refuses this connection (ask its administrator, or add the host of apiUrl to NO_PROXY)",
  proxy_unreachable: () => `the proxy cannot be reached (${otherProxy})`,
  proxy_wants_login: () =>
    "the proxy requires a user name and password (407), as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
  record_not_json: ({ position }) => `record ${position} is not JSON`,
  silent_for: (time) => `no data for ${seconds(time)}`,
  status: ({ status }) => `status ${status}`,
  too_many_brackets: ({ most }) => `it begins with more than ${most} brackets`,
  too_many_records: ({ most }) => `it has more than ${most} records`,
  unexpected_field: () => "it has a field of another type than documented"
}
