import type { callReasons as en } from "../en/call-reasons.ts"

const seconds = ({ millis }: { readonly millis: number }) => `${Math.round(millis / 1000)} с`

const otherProxy = "исправьте HTTPS_PROXY или HTTP_PROXY или назовите хост из apiUrl в NO_PROXY"

export const callReasons: typeof en = {
  body_blank: () => "в нём мегабайт одних пробелов",
  body_compression_damaged: () => "его сжатие обрезано или повреждено",
  body_cut: () => "он обрезан",
  body_empty: () => "он пуст",
  body_follows_array: () => "за концом массива идёт что-то ещё",
  certificate_expired: () =>
    "его сертификат истёк или ещё не действует (поправьте часы этой машины, если они неверны)",
  certificate_of_other_name: () => "его сертификат выдан на другое имя (сравните apiUrl с консолью)",
  certificate_self_signed: () =>
    "его сертификату нет доверия (файл со своим центром сертификации называет NODE_EXTRA_CA_CERTS)",
  certificate_untrusted: () => "его сертификату нет доверия",
  connection_broken: () => "соединение оборвалось",
  connection_failed: () => "соединение не удалось",
  connection_refused: () => "по этому адресу никто не отвечает",
  connection_timeout: () => "до сервера не дойти за разумное время",
  host_not_found: () => "имя сервера не находится",
  is_html_page: () => "это страница (HTML)",
  network_unreachable: () => "нет сети или пути к серверу",
  no_answer_within: (time) => `за ${seconds(time)} ответа не было`,
  not_array: () => "это не массив JSON",
  not_array_or_cut: () => "он обрезан, или это не массив JSON",
  not_done_within: (time) => `за ${seconds(time)} не закончилось`,
  not_expected_object: () => "это не тот объект JSON, которого ждали",
  not_http: () => "пришёл не HTTP",
  not_object: () => "это не объект JSON",
  not_tls: () => "сервер не говорит там по TLS (в apiUrl https там, где нужен http?)",
  of_other_group: () => "он не о той группе, о которой спрашивали",
  proxy_broken: () => `соединение через прокси оборвалось (${otherProxy})`,
  proxy_not_service: () => `через прокси приходит не сервис (${otherProxy})`,
  proxy_refuses: () =>
    "прокси туда не пускает (спросите его владельца или назовите хост из apiUrl в NO_PROXY)",
  proxy_unreachable: () => `до прокси не дойти (${otherProxy})`,
  proxy_wants_login: () => "прокси требует имя и пароль (407), как в HTTPS_PROXY=http://ИМЯ:ПАРОЛЬ@ХОСТ:ПОРТ",
  record_not_json: ({ position }) => `запись ${position} — не JSON`,
  silent_for: (time) => `ничего не приходило ${seconds(time)}`,
  status: ({ status }) => `статус ${status}`,
  too_many_brackets: ({ most }) => `он начинается больше чем с ${most} скобок`,
  too_many_records: ({ most }) => `в нём больше ${most} записей`,
  unexpected_field: () => "в нём поле другого вида, чем в документации"
}
