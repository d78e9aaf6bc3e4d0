// Why a call failed, as codes: a failure of the network or a proxy, or an invalid body.
import type { Bare, Reason } from "../reason.ts"

/** A network failure; `connection_failed` covers every unknown one. */
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

/** Why a body is invalid. */
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
  /** Counted from 1. */
  readonly record_not_json: { readonly position: number }
  readonly too_many_records: { readonly most: number }
  readonly too_many_brackets: { readonly most: number }
}

/** Why a body is invalid, with the fields of its code. */
export type BodyReason = Reason<BodyReasons>

/** `millis` are the limits for the headers, for a whole call, and for silence in the body. */
export type CallReasons = BodyReasons &
  Bare<NetworkCode> & {
    readonly no_answer_within: { readonly millis: number }
    readonly not_done_within: { readonly millis: number }
    readonly silent_for: { readonly millis: number }
    readonly status: { readonly status: number }
  }

/** Why a call failed, with the fields of its code. */
export type CallReason = Reason<CallReasons>
