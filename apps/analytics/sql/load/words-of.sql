-- words of: the macro of the same name of macros/texts.sql, by the numbers of words that the load has found
-- Parameters: {{temp}}, TEMP or empty; {{texts}}, a table like ledger.text_words; {{ledger}}, the loader's own.
create or replace {{temp}} macro words_of(since, until, instances, chats) as table
  with chosen as (
    select instance_id, sender_id, words
    from {{texts}}
    where kind = 'message'
      and in_period(sent_at, since, until)
      and in_list(instance_id, instances)
      and in_list(chat_id, chats)
  ),
  writers as materialized (
    select row_number() over () as writer, instance_id, sender_id
    from (select distinct instance_id, sender_id from chosen)
  ),
  placed as (
    select w.writer, unnest(c.words) as number, unnest(list_prepend(0, c.words)[:-2]) as number_before
    from chosen as c
    join writers as w on w.instance_id = c.instance_id and w.sender_id is not distinct from c.sender_id
  ),
  counted as (
    select writer, number, count(*) as uses, count(*) filter (where number <> number_before) as messages
    from placed
    group by writer, number
  )
  select w.instance_id, w.sender_id, k.word, c.uses, c.messages
  from counted as c
  join {{ledger}}.words as k using (number)
  join writers as w using (writer);
