-- texts: what a text contains: words, emoji, domains. The macros stay in the database, for statistics and queries.

-- An emoji without skin tones and variation selectors; NULL if nothing is left.
create macro {{of}}emoji_base_of(emoji) as
  nullif(regexp_replace(emoji, '[\x{FE0E}\x{FE0F}\x{1F3FB}-\x{1F3FF}]', '', 'g'), '');

-- The emoji of a text, in order; flags, keycaps and joined emoji are one each.
-- The signs are those of Unicode's emoji-data.txt; from U+1F300 on whole blocks count, also for emoji to come.
create macro {{of}}emoji_in(written) as
  case when regexp_matches(written, '[\x{20E3}\x{231A}-\x{2BFF}\x{3030}-\x{3299}\x{FE0F}\x{1F000}-\x{1FAFF}]') then
    regexp_extract_all(
      written,
      '[\x{1F1E6}-\x{1F1FF}]{2}|[0-9#*][\x{FE0E}\x{FE0F}]?\x{20E3}|'
      || '(?:[\x{A9}\x{AE}\x{203C}\x{2049}\x{2122}\x{2139}\x{2194}-\x{2199}\x{21A9}\x{21AA}]\x{FE0F}|'
      || '[\x{231A}\x{231B}\x{2328}\x{23CF}\x{23E9}-\x{23F3}\x{23F8}-\x{23FA}\x{24C2}\x{25AA}\x{25AB}\x{25B6}\x{25C0}'
      || '\x{25FB}-\x{25FE}\x{2600}-\x{2604}\x{260E}\x{2611}\x{2614}\x{2615}\x{2618}\x{261D}\x{2620}\x{2622}\x{2623}'
      || '\x{2626}\x{262A}\x{262E}\x{262F}\x{2638}-\x{263A}\x{2640}\x{2642}\x{2648}-\x{2653}\x{265F}\x{2660}\x{2663}'
      || '\x{2665}\x{2666}\x{2668}\x{267B}\x{267E}\x{267F}\x{2692}-\x{2697}\x{2699}\x{269B}\x{269C}\x{26A0}\x{26A1}'
      || '\x{26A7}\x{26AA}\x{26AB}\x{26B0}\x{26B1}\x{26BD}\x{26BE}\x{26C4}\x{26C5}\x{26C8}\x{26CE}\x{26CF}\x{26D1}'
      || '\x{26D3}\x{26D4}\x{26E9}\x{26EA}\x{26F0}-\x{26F5}\x{26F7}-\x{26FA}\x{26FD}\x{2702}\x{2705}\x{2708}-\x{270D}'
      || '\x{270F}\x{2712}\x{2714}\x{2716}\x{271D}\x{2721}\x{2728}\x{2733}\x{2734}\x{2744}\x{2747}\x{274C}\x{274E}'
      || '\x{2753}-\x{2755}\x{2757}\x{2763}\x{2764}\x{2795}-\x{2797}\x{27A1}\x{27B0}\x{27BF}\x{2934}\x{2935}'
      || '\x{2B05}-\x{2B07}\x{2B1B}\x{2B1C}\x{2B50}\x{2B55}\x{3030}\x{303D}\x{3297}\x{3299}\x{1F004}\x{1F0CF}\x{1F170}'
      || '\x{1F171}\x{1F17E}\x{1F17F}\x{1F18E}\x{1F191}-\x{1F19A}\x{1F201}\x{1F202}\x{1F21A}\x{1F22F}'
      || '\x{1F232}-\x{1F23A}\x{1F250}\x{1F251}\x{1F300}-\x{1F3FA}\x{1F400}-\x{1FAFF}]'
      || '[\x{1F3FB}-\x{1F3FF}]?[\x{FE0E}\x{FE0F}]?)'
      -- What may follow: the letters of a flag's region, or joiners with one more sign each.
      || '(?:[\x{E0020}-\x{E007F}]+|'
      || '(?:\x{200D}[\x{A9}\x{AE}\x{203C}\x{2049}\x{2122}\x{2139}\x{2194}-\x{2199}\x{21A9}\x{21AA}\x{231A}-\x{23FA}'
      || '\x{24C2}\x{25AA}-\x{27BF}\x{2934}\x{2935}\x{2B05}-\x{2B55}\x{3030}\x{303D}\x{3297}\x{3299}\x{1F000}-\x{1FAFF}]'
      || '[\x{1F3FB}-\x{1F3FF}]?[\x{FE0E}\x{FE0F}]?)*)'
    )
  else empty_list() end;

-- A text as its words are read: without signs that nobody sees, composed (NFC), one apostrophe and one gershayim in
-- place of all that are written so; keycaps and the vendor's {{SWE001}} are no words.
create macro {{of}}readable(written) as
  translate(
    regexp_replace(
      nfc_normalize(
        regexp_replace(
          regexp_replace(written, '\{\{SWE[0-9]+\}\}|[0-9#*][\x{FE0E}\x{FE0F}]?\x{20E3}', ' ', 'g'),
          '[\x{AD}\x{61C}\x{180E}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FE00}-\x{FE0F}\x{FEFF}\x{E0100}-\x{E01EF}]',
          '', 'g'
        )
      ),
      '(\p{Hebrew}\p{M}*)"(\p{Hebrew})', '\1״\2', 'g'
    ),
    '‘’ʻʼ＇´`׳', ''''''''''''''''''
  );

-- The words of a text in lower case, in order. A word is a run of letters and digits of any script, with their marks;
-- joiners, an apostrophe, a middle dot and gershayim before one more letter are part of it.
create macro {{of}}words_in(written) as
  regexp_extract_all(
    lower(
      case
        when regexp_matches(written, '[\p{L}\p{N}]\p{M}|[\p{Hebrew}\x{AD}\x{61C}\x{1100}-\x{11FF}\x{180E}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{2126}\x{212A}\x{212B}\x{FEFF}{‘’ʻʼ＇´`]') then readable(written)
        else written
      end
    ),
    '[\p{L}\p{N}](?:[\p{L}\p{N}]|\p{M}\x{200D}?|[''·״]\p{L}|[\x{200C}\x{200D}]+[\p{L}\p{N}\p{M}])*'
  );

-- A text without its addresses: their parts are no words that somebody chose.
create macro {{of}}without_addresses(written) as
  case when contains(written, '://') or regexp_matches(written, '[Ww][Ww][Ww]\.') then
    regexp_replace(written, '(?i)(?:https?://|\bwww\.)[^\s\p{Z}]+', ' ', 'g')
  else written end;

-- The links of a text, in order. A link begins with http://, https:// or www. and ends before a blank; what stands in
-- its path or query is no link of its own. An e-mail address may be among them: it has no host.
create macro {{of}}links_in(written) as
  case when contains(written, '://') or regexp_matches(written, '[Ww][Ww][Ww]\.') then
    regexp_extract_all(
      regexp_replace(written, '(?i)([,;|)\]—–])(https?://|www\.)', '\1 \2', 'g'),
      '(?i)(?:(?:https?://)+(?:[^\s\p{Z}/?#<>"(),;\\]*@)?|(?:^|[^a-z0-9@./-])www\.)'
      || '(?:\[[0-9a-f:.]+\]|(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}_\x{200C}\x{200D}-]*\.)*'
      || '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|[\p{L}\p{N}][\p{L}\p{N}\p{M}\x{200C}\x{200D}]*))'
      || '(?:[:/?#][^\s\p{Z}<>"]*|[a-z0-9.!$%&''*+=^_{}~-]*@)?'
    )
  else empty_list() end;

-- The host of a link, in lower case and without www.; NULL for an e-mail address.
create macro {{of}}host_of(link) as
  case when not regexp_matches(link, '(?i)^[^a-z0-9]?www\.[^:/?#]*@') then
    regexp_replace(
      nfc_normalize(
        regexp_extract(lower(link), '^(?:(?:https?://)+(?:[^/?#\\]*@)?|[^a-z0-9])?(\[[^\]]*\]|[^:/?#@\\]+)', 1)
      ),
      '^www\.(.+\..+)$', '\1'
    )
  end;

-- A label of Punycode without its xn--, decoded (RFC 3492): every digit is a step from one state to the next.
-- A list of one and a lambda give a value a name, where a macro would repeat it.
create macro {{of}}punycode_bias(delta) as
  case
    when delta <= 455 then 36 * delta // (delta + 38)
    when delta <= 15959 then 36 + 36 * (delta // 35) // (delta // 35 + 38)
    when delta <= 558599 then 72 + 36 * (delta // 1225) // (delta // 1225 + 38)
    when delta <= 19550999 then 108 + 36 * (delta // 42875) // (delta // 42875 + 38)
    else 144 + 36 * (delta // 1500625) // (delta // 1500625 + 38)
  end;

create macro {{of}}punycode_decoded(label) as
  array_to_string(
    list_reduce(
      list_transform(
        list_prepend('', string_split(regexp_extract(label, '[^-]*$'), '')),
        lambda sign: {
          signs: if(contains(label, '-'), string_split(regexp_replace(label, '-[^-]*$', ''), ''), []),
          point: 128::bigint, place: 0::bigint, place_before: 0::bigint, bias: 72::bigint, weight: 1::bigint, base: 36::bigint,
          digit: (instr('abcdefghijklmnopqrstuvwxyz0123456789', sign) - 1)::bigint
        }
      ),
      lambda state, step: list_transform(
        [{
          place: state.place + step.digit * state.weight,
          threshold: least(26, greatest(1, state.base - state.bias)),
          count: len(state.signs) + 1
        }],
        lambda now: if(
          step.digit >= now.threshold,
          struct_update(state, place := now.place, weight := state.weight * (36 - now.threshold), base := state.base + 36),
          list_transform(
            [{
              spot: now.place % now.count,
              point: state.point + now.place // now.count,
              delta: (now.place - state.place_before) // if(state.place_before = 0, 700, 2)
            }],
            lambda found: {
              signs: state.signs[:found.spot] || [chr(found.point::integer)] || state.signs[found.spot + 1:],
              point: found.point, place: found.spot + 1, place_before: found.spot + 1,
              bias: list_transform([found.delta + found.delta // now.count], lambda delta: punycode_bias(delta))[1],
              weight: 1::bigint, base: 36::bigint, digit: 0::bigint
            }
          )[1]
        )
      )[1]
    ).signs,
    ''
  );

-- The domain of a host, in letters; a label that is no Punycode stays, and one that is longer than a label may be (RFC 1035).
create macro {{of}}domain_of(host) as
  case when contains(host, 'xn--') then
    array_to_string(
      list_transform(
        string_split(host, '.'),
        lambda label: if(
          starts_with(label, 'xn--') and length(label) <= 63,
          list_transform(
            [try(punycode_decoded(label[5:]))],
            lambda decoded: if(
              regexp_full_match(decoded, '[\p{L}\p{N}\p{M}\p{S}\x{200C}\x{200D}_-]+'), nfc_normalize(decoded), label
            )
          )[1],
          label
        )
      ),
      '.'
    )
  else host end;

-- Words that every text has. The English are those of Snowball's list, the Russian of Snowball's with ё; beside them the beginnings of
-- links, which both languages have.
create macro {{of}}english_stop_words() as [
  'a', 'about', 'above', 'after', 'again', 'against', 'all', 'am', 'an', 'and', 'any', 'are', 'aren''t', 'as', 'at',
  'be', 'because', 'been', 'before', 'being', 'below', 'between', 'both', 'but', 'by', 'can', 'can''t', 'cannot',
  'could', 'couldn''t', 'did', 'didn''t', 'do', 'does', 'doesn''t', 'doing', 'don''t', 'down', 'during', 'each',
  'few', 'for', 'from', 'further', 'had', 'hadn''t', 'has', 'hasn''t', 'have', 'haven''t', 'having', 'he', 'he''d',
  'he''ll', 'he''s', 'her', 'here', 'here''s', 'hers', 'herself', 'him', 'himself', 'his', 'how', 'how''s', 'i',
  'i''d', 'i''ll', 'i''m', 'i''ve', 'if', 'in', 'into', 'is', 'isn''t', 'it', 'it''s', 'its', 'itself', 'just',
  'let''s', 'me', 'more', 'most', 'mustn''t', 'my', 'myself', 'no', 'nor', 'not', 'of', 'off', 'on', 'once', 'only',
  'or', 'other', 'ought', 'our', 'ours', 'ourselves', 'out', 'over', 'own', 'same', 'shan''t', 'she', 'she''d',
  'she''ll', 'she''s', 'should', 'shouldn''t', 'so', 'some', 'such', 'than', 'that', 'that''s', 'the', 'their',
  'theirs', 'them', 'themselves', 'then', 'there', 'there''s', 'these', 'they', 'they''d', 'they''ll', 'they''re',
  'they''ve', 'this', 'those', 'through', 'to', 'too', 'under', 'until', 'up', 'very', 'was', 'wasn''t', 'we',
  'we''d', 'we''ll', 'we''re', 'we''ve', 'were', 'weren''t', 'what', 'what''s', 'when', 'when''s', 'where',
  'where''s', 'which', 'while', 'who', 'who''s', 'whom', 'why', 'why''s', 'will', 'with', 'won''t', 'would',
  'wouldn''t', 'you', 'you''d', 'you''ll', 'you''re', 'you''ve', 'your', 'yours', 'yourself', 'yourselves'
  ];

create macro {{of}}russian_stop_words() as [
  'а', 'без', 'более', 'больше', 'будет', 'будто', 'бы', 'был', 'была', 'были', 'было', 'быть', 'в', 'вам', 'вас',
  'вдруг', 'ведь', 'весь', 'во', 'вот', 'впрочем', 'все', 'всегда', 'всего', 'всех', 'всю', 'всё', 'вы', 'где',
  'да', 'даже', 'два', 'для', 'до', 'другой', 'его', 'ее', 'ей', 'ему', 'если', 'есть', 'еще', 'ещё', 'её', 'ж',
  'же', 'за', 'зачем', 'здесь', 'и', 'из', 'или', 'им', 'иногда', 'их', 'к', 'как', 'какая', 'какой', 'когда',
  'конечно', 'которая', 'которые', 'который', 'кто', 'куда', 'ли', 'лучше', 'между', 'меня', 'мне', 'много',
  'может', 'можно', 'мой', 'моя', 'мы', 'на', 'над', 'надо', 'наконец', 'нас', 'не', 'него', 'нее', 'ней', 'нельзя',
  'нет', 'неё', 'ни', 'нибудь', 'никогда', 'ним', 'них', 'ничего', 'но', 'ну', 'о', 'об', 'один', 'он', 'она',
  'они', 'оно', 'опять', 'от', 'перед', 'по', 'под', 'после', 'потом', 'потому', 'почти', 'при', 'про', 'раз',
  'разве', 'с', 'сам', 'свою', 'себе', 'себя', 'сейчас', 'со', 'совсем', 'так', 'такой', 'там', 'тебя', 'тем',
  'теперь', 'то', 'тогда', 'того', 'тоже', 'только', 'том', 'тот', 'три', 'тут', 'ты', 'у', 'уж', 'уже', 'хорошо',
  'хоть', 'чего', 'чей', 'чем', 'через', 'что', 'чтобы', 'чтоб', 'чуть', 'эти', 'этого', 'этой', 'этом', 'этот',
  'эту', 'это', 'я'
  ];

-- Those of the languages of a list, `ru,en`; none for NULL.
create macro {{of}}stop_words(languages) as
  case when list_contains(string_split(coalesce(languages, ''), ','), 'en') then english_stop_words() else [] end
  || case when list_contains(string_split(coalesce(languages, ''), ','), 'ru') then russian_stop_words() else [] end;

-- Whether a word is written in the letters of a language: ru is Cyrillic, en is Latin; any word for NULL.
create macro {{of}}is_word_of(word, language) as
  case language
    when 'ru' then regexp_matches(word, '\p{Cyrillic}')
    when 'en' then regexp_matches(word, '\p{Latin}')
    else true
  end;

-- How often each person uses each word, and in how many messages: equal words of one message stand beside each other, so the
-- first of them counts the message. Writers are numbers, since grouping by two ids and a word takes longer. A condition on
-- the list would find the words twice: DuckDB moves it to where they are found.
create macro {{of}}words_of(since, until, instances, chats) as table
  with texts as (
    select instance_id, sender_id, text
    from messages
    where is_content
      and text is not null
      and in_period(sent_at, since, until)
      and in_list(instance_id, instances)
      and in_list(chat_id, chats)
  ),
  writers as materialized (
    select row_number() over () as writer, instance_id, sender_id
    from (select distinct instance_id, sender_id from texts)
  ),
  found as (
    select w.writer, list_sort(words_in(without_addresses(t.text))) as words
    from texts as t
    join writers as w on w.instance_id = t.instance_id and w.sender_id is not distinct from t.sender_id
  ),
  placed as (
    select writer, unnest(words) as word, unnest(list_prepend('', words)[:-2]) as word_before
    from found
  ),
  counted as (
    select writer, word, count(*) as uses, count(*) filter (where word <> word_before) as messages
    from placed
    group by writer, word
  )
  select w.instance_id, w.sender_id, c.word, c.uses, c.messages
  from counted as c
  join writers as w using (writer);
