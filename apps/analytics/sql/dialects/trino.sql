-- trino: macros that Trino needs other texts of
create macro listed_people() as table
  select distinct person_id as member_id, name, listed.chat_id
  from people
  cross join unnest(case when cardinality(chat_ids) > 0 then chat_ids else array[null] end) as listed(chat_id)
  where is_listed;

create macro words_of(since, until, instances, chats) as table
  select
    instance_id, sender_id, pair.word,
    count(*) as uses,
    count_if(pair.word <> pair.word_before) as messages
  from (
    select instance_id, sender_id, array_sort(words_in(without_addresses(text))) as words
    from messages
    where is_content
      and text is not null
      and in_period(sent_at, since, until)
      and in_list(instance_id, instances)
      and in_list(chat_id, chats)
  ) as found
  cross join unnest(words, slice(array[''] || words, 1, cardinality(words))) as pair(word, word_before)
  group by instance_id, sender_id, pair.word;

-- Punycode stays: Trino has nothing that decodes it.
create macro domain_of(host) as host;

create macro stop_words(languages) as
  case when strpos(coalesce(languages, ''), 'en') > 0 then english_stop_words() else array[] end
  || case when strpos(coalesce(languages, ''), 'ru') > 0 then russian_stop_words() else array[] end;
