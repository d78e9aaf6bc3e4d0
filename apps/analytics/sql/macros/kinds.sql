-- kinds: what an id of a journal refers to, according to the id itself
-- `idKind` of @chatledger/core is the same in TypeScript; a test compares the two.
create macro {{of}}id_kind(id) as
  case
    when starts_with(id, 'instance:') then 'own'
    when id = 'status@broadcast' then 'story'
    when id = '0@c.us' then 'service'
    when id in ('10000000000@c.us', 'null@c.us', 'undefined@c.us') then 'dummy'
    when ends_with(id, '@c.us') then 'person'
    when ends_with(id, '@g.us') then 'group'
    when ends_with(id, '@lid') then 'lid'
    when ends_with(id, '@newsletter') then 'channel'
    when regexp_full_match(id, '[0-9]+') then 'person'
    when regexp_full_match(id, '-[0-9]+') then 'group'
    else 'unknown'
  end;

-- Which id of a person is the main one: the account itself, then a number, then a hidden number; NULL for what is no person.
create macro {{of}}person_rank(id) as
  case id_kind(id)
    when 'own' then '0'
    when 'person' then '1'
    when 'lid' then '2'
  end;

-- The messenger of an instance, by what is known of it, as `messengerOf` of @chatledger/core says it.
create macro {{of}}messenger_of(instance_id, type_instance, has_bare_ids) as
  case
    when type_instance = 'whatsapp' then {messenger: 'whatsapp', is_messenger_assumed: false}
    when type_instance = 'v3' then {messenger: 'max', is_messenger_assumed: false}
    when type_instance = 'telegram' then {messenger: 'telegram', is_messenger_assumed: false}
    when has_bare_ids is false then {messenger: 'whatsapp', is_messenger_assumed: false}
    when regexp_full_match(instance_id, '3[15][0-9]{8,}') then {messenger: 'max', is_messenger_assumed: true}
    when regexp_full_match(instance_id, '4[15][0-9]{8,}') then {messenger: 'telegram', is_messenger_assumed: true}
    when has_bare_ids then {messenger: 'max', is_messenger_assumed: true}
    else {messenger: 'whatsapp', is_messenger_assumed: true}
  end;

-- The type of a chat: as sent by MAX and Telegram, otherwise according to its id.
create macro {{of}}chat_type_of(id, reported) as
  case
    when reported = 'user' then 'private'
    when reported in ('group', 'supergroup') then 'group'
    when reported in ('channel', 'bot') then reported
    when id_kind(id) in ('person', 'service') then 'private'
    when id_kind(id) in ('group', 'lid', 'channel') then id_kind(id)
    else 'other'
  end;

-- The type of a chat, of those of its messages, in whatever order they come: a known one, and of several the first by alphabet.
create macro {{of}}chat_type_among(types) as
  coalesce(min(types) filter (where types <> 'other'), 'other');
