-- kinds: what an id of a journal stands for, told by the id itself
-- `idKind` of @chatledger/core says the same in TypeScript; a test holds the two together.
create macro id_kind(id) as
  case
    when starts_with(id, 'instance:') then 'own'
    when id = 'status@broadcast' then 'story'
    when id = '0@c.us' then 'service'
    when id = '10000000000@c.us' then 'dummy'
    when ends_with(id, '@c.us') then 'person'
    when ends_with(id, '@g.us') then 'group'
    when ends_with(id, '@lid') then 'lid'
    when ends_with(id, '@newsletter') then 'channel'
    else 'unknown'
  end;
