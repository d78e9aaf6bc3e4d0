-- clickhouse: macros that ClickHouse needs other texts of
create macro listed_people() as table
  select distinct
    person_id as member_id, name,
    arrayJoin(if(notEmpty(chat_ids), chat_ids, [null])) as chat_id
  from people
  where is_listed;

create macro words_of(since, until, instances, chats) as table
  select
    instance_id, sender_id,
    tupleElement(pair, 1) as word,
    count(*) as uses,
    countIf(tupleElement(pair, 1) <> tupleElement(pair, 2)) as messages
  from (
    select
      instance_id, sender_id,
      arrayJoin(arrayZip(words, arrayPushFront(arrayPopBack(words), ''))) as pair
    from (
      select instance_id, sender_id, arraySort(words_in(without_addresses(text))) as words
      from messages
      where is_content
        and text is not null
        and in_period(sent_at, since, until)
        and in_list(instance_id, instances)
        and in_list(chat_id, chats)
    ) as found
    where notEmpty(words)
  ) as placed
  group by instance_id, sender_id, word;

create macro stop_words(languages) as
  arrayConcat(
    if(position(ifNull(languages, ''), 'en') > 0, english_stop_words(), []),
    if(position(ifNull(languages, ''), 'ru') > 0, russian_stop_words(), [])
  );

-- Punycode stays: builds without libidn cannot decode it.
create macro domain_of(host) as host;
