// Why a call brought nothing, as codes: what the network, a proxy, or the body of the reply did.
import type { Bare, Reason } from "../reason.ts"

/** What the network did; `connection_failed` is anything that is not known here. */
export type NetworkCode =
  | "certificate_expired"
  | "certificate_of_other_name"
  | "certificate_self_signed"
  | "certificate_untrusted"
  | "connection_broken"
  | "connection_failed"
  | "connection_refused"
  | "connection_timeout"
  | "host_not_found"
  | "network_unreachable"
  | "not_http"
  | "not_tls"
  | "proxy_broken"
  | "proxy_not_service"
  | "proxy_refuses"
  | "proxy_unreachable"
  | "proxy_wants_login"

/** What a body is instead of what it has to be. */
export type BodyReasons = Bare<
  | "body_empty"
  | "body_cut"
  | "body_compression_damaged"
  | "body_follows_array"
  | "body_blank"
  | "is_html_page"
  | "not_array"
  | "not_array_or_cut"
  | "not_object"
  | "not_expected_object"
  | "of_other_group"
  | "unexpected_field"
> & {
  /** From 1. */
  readonly record_not_json: { readonly position: number }
  readonly too_many_records: { readonly most: number }
  readonly too_many_brackets: { readonly most: number }
}

export type BodyReason = Reason<BodyReasons>

/** Times in milliseconds: to the headers, of a whole call, without a byte of the body. */
export type CallReasons = BodyReasons &
  Bare<NetworkCode> & {
    readonly no_answer_within: { readonly millis: number }
    readonly not_done_within: { readonly millis: number }
    readonly silent_for: { readonly millis: number }
    readonly status: { readonly status: number }
  }

export type CallReason = Reason<CallReasons>
