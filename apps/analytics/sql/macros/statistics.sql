-- statistics: what statistics and reports have in common; queries of the user may use it too

-- Filters of a question; a bound or a list that is NULL matches everything
create macro {{of}}in_period(moment, since, until) as
  (since::timestamptz is null or moment >= since::timestamptz)
  and (until::timestamptz is null or moment < until::timestamptz);

create macro {{of}}up_to(moment, last) as
  (last::timestamptz is null or moment <= last::timestamptz);

-- True if any part of an interval is in the period.
create macro {{of}}meets_period(from_at, to_at, since, until) as
  (since::timestamptz is null or to_at > since::timestamptz)
  and (until::timestamptz is null or from_at < until::timestamptz);

create macro {{of}}in_list(id, ids) as
  (ids::varchar[] is null or list_contains(ids::varchar[], id));

-- What engines write differently: `src/dialects` has the version of each

-- How many pairs or triples there are, of those whose last member is known.
create macro {{of}}count_tuples
  (first, last) as count(distinct {first: first, last: last}) filter (last is not null),
  (first, second, last) as count(distinct {first: first, second: second, last: last}) filter (last is not null);

-- Values in the order of their places, then their own; NULL is left out.
create macro {{of}}in_order(value, place) as
  coalesce(
    list_transform(list_sort(list({place: place, value: value}) filter (value is not null)), lambda each: each.value),
    []
  );

-- The same as one text; NULL without values.
create macro {{of}}joined_in_order(value, place, separator) as
  array_to_string(
    list_transform(list_sort(list({place: place, value: value}) filter (value is not null)), lambda each: each.value),
    separator
  );

-- An empty list; and all values, in any order, without NULL.
create macro {{of}}empty_list() as [];

create macro {{of}}list_of(value) as coalesce(list(value) filter (value is not null), []);

-- The quarter of an hour of a moment, counted from 1970; the local time at its beginning; and the day and the quarter of
-- the hour of a local time.
create macro {{of}}quarter_of(moment) as epoch(moment)::bigint // 900;

create macro {{of}}wall_of(quarter, zone) as timezone(zone::varchar, to_timestamp(quarter * 900));

create macro {{of}}day_of(wall) as wall::date;

create macro {{of}}quarter_in_hour(wall) as minute(wall) // 15;

create macro {{of}}moment_of(quarter) as to_timestamp(quarter * 900);

-- The people of the roster, once for each of their chats, or with chat_id NULL.
create macro {{of}}listed_people() as table
  select distinct
    person_id as member_id, name,
    unnest(case when len(chat_ids) > 0 then chat_ids else [null] end) as chat_id
  from people
  where is_listed;

-- Reactions and votes as they stand at a moment, or now where it is NULL

-- The last reaction of everybody to a message, unless it was removed.
create macro {{of}}reactions_as_of(moment) as table
  select
    instance_id, chat_id, message_id, target_message_id, target_participant, reactor_id, emoji, emoji_base,
    reacted_at, is_current, sequence
  from reactions
  where moment::timestamptz is null
    and is_current
  union all
  select
    instance_id, chat_id, message_id, target_message_id, target_participant, reactor_id, emoji, emoji_base,
    reacted_at, true as is_current, sequence
  from (
    select
      *,
      max(sequence) over (partition by instance_id, chat_id, target_message_id, reactor_id) as last_sequence
    from reactions
    where reacted_at <= moment::timestamptz
  ) as known
  where sequence = last_sequence
    and emoji is not null;

-- What everybody has chosen in a poll: a row for each option; withdrawn votes have none.
create macro {{of}}poll_votes_as_of(moment) as table
  select
    instance_id, chat_id, poll_message_id, message_id, voter_id, option_name, voted_at, is_current, sequence
  from poll_votes
  where moment::timestamptz is null
    and is_current
  union all
  select
    instance_id, chat_id, poll_message_id, message_id, voter_id, option_name, voted_at, true as is_current,
    sequence
  from (
    select *, max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id) as last_sequence
    from poll_votes
    where voted_at <= moment::timestamptz
  ) as known
  where sequence = last_sequence
    and option_name is not null;

-- Everybody who has voted in a poll, with the number and time of their last update, also where it withdraws the vote.
create macro {{of}}poll_voters_as_of(moment) as table
  select
    instance_id, chat_id, poll_message_id, voter_id,
    max(sequence) as sequence,
    max(voted_at) as voted_at,
    arg_max(option_name is null, sequence) as is_withdrawn
  from poll_votes
  where up_to(voted_at, moment)
  group by instance_id, chat_id, poll_message_id, voter_id;

-- The polls of a period and their results

-- Polls that were asked or voted in in the period, up to a moment if there is one.
create macro {{of}}polls_in(since, until, instances, chats, moment) as table
  select
    p.instance_id, p.chat_id, p.poll_message_id, p.poll_name, p.multiple_answers, p.allow_to_change_answer,
    p.asked_at, p.asked_by
  from polls as p
  left join (
    select distinct instance_id, chat_id, poll_message_id
    from poll_votes
    where (since::timestamptz is not null or until::timestamptz is not null)
      and in_period(voted_at, since, until)
      and up_to(voted_at, moment)
  ) as v on v.instance_id = p.instance_id and v.chat_id = p.chat_id and v.poll_message_id = p.poll_message_id
  where in_list(p.instance_id, instances)
    and in_list(p.chat_id, chats)
    and (
      (since::timestamptz is null and until::timestamptz is null)
      or in_period(p.asked_at, since, until)
      or v.poll_message_id is not null
    );

-- A row for each of their options: how many people had chosen it at the moment, in votes of the period.
create macro {{of}}poll_results_as_of(moment, since, until, instances, chats) as table
  with counted as (
    select instance_id, chat_id, poll_message_id, voter_id, option_name
    from poll_votes_as_of(moment)
    where in_period(voted_at, since, until)
  ),
  by_option as (
    select instance_id, chat_id, poll_message_id, option_name, count(*) as votes
    from counted
    group by instance_id, chat_id, poll_message_id, option_name
  ),
  by_poll as (
    select instance_id, chat_id, poll_message_id, count(distinct voter_id) as voters
    from counted
    group by instance_id, chat_id, poll_message_id
  )
  select
    l.instance_id,
    l.chat_id,
    chat.name as chat_name,
    l.poll_message_id,
    l.poll_name,
    l.asked_at,
    o.option_index,
    o.option_name,
    coalesce(v.votes, 0) as votes,
    coalesce(p.voters, 0) as voters,
    coalesce(v.votes, 0) * 1e0 / p.voters as share
  from polls_in(since, until, instances, chats, moment) as l
  join poll_options as o
    on o.instance_id = l.instance_id and o.chat_id = l.chat_id and o.poll_message_id = l.poll_message_id
  left join by_option as v
    on v.instance_id = l.instance_id and v.chat_id = l.chat_id and v.poll_message_id = l.poll_message_id
    and v.option_name = o.option_name
  left join by_poll as p
    on p.instance_id = l.instance_id and p.chat_id = l.chat_id and p.poll_message_id = l.poll_message_id
  left join names as chat on chat.instance_id = l.instance_id and chat.id = l.chat_id;

-- Messages by quarters of an hour, and what the clocks of a zone show in each
-- Converting to a zone is slow, so it is done once for each quarter: offsets are whole quarters.
create macro {{of}}messages_by_quarter(since, until, instances, chats) as table
  select instance_id, chat_id, sender_id, direction, sent_at, quarter_of(sent_at) as quarter
  from messages
  where is_content
    and sent_at is not null
    and in_period(sent_at, since, until)
    and in_list(instance_id, instances)
    and in_list(chat_id, chats);

create macro {{of}}quarters_in(zone) as table
  select quarter, wall_of(quarter, zone) as wall
  from (
    select distinct quarter_of(sent_at) as quarter
    from messages
    where sent_at is not null
  ) as sent;

-- Answers: the first message of another side after a message, and the seconds between them; in a group every sender is
-- a side, elsewhere the two directions are. One is in the period if it was given in it.
create macro {{of}}answers_in(since, until, instances, chats) as table
  with sided as (
    select
      instance_id, chat_id, sender_id, sent_at, order_in_second,
      case when chat_type = 'group' then sender_id else direction end as side
    from messages
    where is_content
      and sent_at is not null
      and in_list(instance_id, instances)
      and in_list(chat_id, chats)
  ),
  with_previous as (
    select
      instance_id, chat_id, sender_id, sent_at, side,
      lag(side) over chat as previous_side,
      lag(sent_at) over chat as previous_sent_at
    from sided
    where side is not null
    window chat as (partition by instance_id, chat_id order by sent_at, order_in_second)
  )
  select instance_id, chat_id, sender_id, epoch(sent_at) - epoch(previous_sent_at) as seconds
  from with_previous
  where side <> previous_side
    and in_period(sent_at, since, until);

-- One name of every id, over all instances: that of the instance with its latest message
create macro {{of}}latest_names() as table
  select id, name
  from (
    select
      n.id, n.name,
      row_number() over (
        partition by n.id
        order by case when n.name is null then 1 else 0 end, s.last_message_at desc nulls last, n.instance_id desc
      ) as place
    from names as n
    left join senders as s on s.instance_id = n.instance_id and s.sender_id = n.id
  ) as placed
  where place = 1;
