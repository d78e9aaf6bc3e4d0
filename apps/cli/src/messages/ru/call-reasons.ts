import type { callReasons as en } from "../en/call-reasons.ts"

const seconds = ({ millis }: { readonly millis: number }) => `${Math.round(millis / 1000)} с`

const otherProxy = "исправьте HTTPS_PROXY или HTTP_PROXY либо добавьте хост из apiUrl в NO_PROXY"

export const callReasons: typeof en = {
  body_blank: () => "в нём мегабайт одних пробелов",
  body_compression_damaged: () => "его сжатые данные обрезаны или повреждены",
  body_cut: () => "он обрезан",
  body_empty: () => "он пуст",
  body_follows_array: () => "после конца массива есть ещё данные",
  certificate_expired: () => "его сертификат истёк или ещё не действует (проверьте часы этого компьютера)",
  certificate_of_other_name: () => "его сертификат выдан на другое имя (сверьте apiUrl с личным кабинетом)",
  certificate_self_signed: () =>
    "к его сертификату нет доверия (путь к файлу с вашим центром сертификации укажите в NODE_EXTRA_CA_CERTS)",
  certificate_untrusted: () => "к его сертификату нет доверия",
  connection_broken: () => "соединение оборвалось",
  connection_failed: () => "не удалось установить соединение",
  connection_refused: () => "по этому адресу никто не отвечает",
  connection_timeout: () => "истекло время ожидания соединения с сервером",
  host_not_found: () => "не удалось определить адрес сервера по имени",
  is_html_page: () => "это страница HTML",
  network_unreachable: () => "нет сети или маршрута к серверу",
  no_answer_within: (time) => `нет ответа за ${seconds(time)}`,
  not_array: () => "это не массив JSON",
  not_array_or_cut: () => "он обрезан, или это не массив JSON",
  not_done_within: (time) => `не завершено за ${seconds(time)}`,
  not_expected_object: () => "это не ожидаемый объект JSON",
  not_http: () => "ответ — не HTTP",
  not_object: () => "это не объект JSON",
  not_tls: () =>
    "сервер по этому адресу не использует TLS (может быть, apiUrl должен начинаться с http, а не https?)",
  of_other_group: () => "он относится не к той группе, которая запрошена",
  proxy_broken: () => `соединение через прокси оборвалось (${otherProxy})`,
  proxy_not_service: () => `ответ через прокси пришёл не от сервиса (${otherProxy})`,
  proxy_refuses: () =>
    "прокси не разрешает это соединение (обратитесь к его администратору или добавьте хост из apiUrl в NO_PROXY)",
  proxy_unreachable: () => `прокси недоступен (${otherProxy})`,
  proxy_wants_login: () => "прокси требует имя и пароль (407), как в HTTPS_PROXY=http://ИМЯ:ПАРОЛЬ@ХОСТ:ПОРТ",
  record_not_json: ({ position }) => `запись ${position} — не JSON`,
  silent_for: (time) => `нет данных ${seconds(time)}`,
  status: ({ status }) => `статус ${status}`,
  too_many_brackets: ({ most }) => `он начинается больше чем с ${most} скобок`,
  too_many_records: ({ most }) => `в нём больше ${most} записей`,
  unexpected_field: () => "в нём есть поле другого типа, чем в документации"
}
