-- Title: Poll votes | Голоса
-- Grain: One row per option chosen in an update of a poll, or one row with option_name NULL for a withdrawal | Строка — вариант, выбранный в обновлении опроса; если вариант не указан, голос отозван
-- Place: 80
-- After: polls
-- Key: instance_id, chat_id, poll_message_id, message_id, voter_id, option_name
-- Order: instance_id, chat_id, poll_message_id, voted_at nulls first, sequence, message_id, voter_id nulls first, option_name nulls first
-- Time: voted_at
-- Follows: messages
-- Changes with: poll
create table poll_votes (
  instance_id varchar not null, -- instance | Инстанс | Instance (idInstance) of the account
  chat_id varchar not null, -- chat | Id чата | Chat (chatId)
  -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id: for a private chat, the name of the other side; for a group, the name from --names, otherwise from the directory
  poll_message_id varchar not null, -- message | Id опроса | The poll (idMessage)
  message_id varchar not null, -- message | Id сообщения | The update (idMessage)
  voter_id varchar not null, -- person | Id голосующего | Who votes; instance:<instance_id> for own votes; for a hidden id, the phone number if the journal shows it
  -- voter_name not in parquet: name of voter_id | Кто голосует | Name of voter_id
  option_name varchar, -- option | Вариант | The option; NULL if the update withdraws the vote
  voted_at timestamptz, -- kept | Когда голос | When, UTC
  is_current boolean not null, -- kept | Действует | True if it belongs to the latest update of this voter in this poll and is not a withdrawal
  sequence integer not null -- kept | Номер по порядку | Number of the update among those of this voter in this poll, from 1
);

-- merge
-- at first only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')

-- of earlier loads
delete from poll_votes as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

-- If the number of a hidden id is known, the vote is that of the number.
create or replace temp table numbers_of_hidden as
select distinct other as id, one as number_id
from ledger.id_pairs
where person_rank(one) = '1';

insert into poll_votes by name
with updates as (
  select
    u.instance_id, u.chat_id, u.poll_message_id, u.message_id, u.voted_at, u.update_number, u.votes,
    coalesce(n.number_id, u.sender_id) as sender_id,
    len(u.votes) > 0
      and len(
        list_filter(
          u.votes,
          lambda v: v.voters is null or v.option_name is null or len(list_filter(v.voters, lambda id: coalesce(id, '') = '')) > 0
        )
      ) = 0 as is_whole
  from ordered_updates as u
  left join numbers_of_hidden as n on n.id = u.sender_id
),
voters as (
  select
    s.instance_id, s.chat_id, s.message_id,
    coalesce(n.number_id, s.voter) as voter_id,
    list(distinct s.option_name) as chosen
  from (
    select
      instance_id, chat_id, message_id, option_name,
      case when id_kind(voter) = 'dummy' then sender_id else voter end as voter
    from (
      select instance_id, chat_id, message_id, sender_id, option_name, unnest(voters) as voter
      from (
        select instance_id, chat_id, message_id, sender_id, unnest(votes, max_depth := 2)
        from updates
      )
    )
  ) as s
  left join numbers_of_hidden as n on n.id = s.voter
  where s.voter <> ''
    and s.option_name is not null
  group by all
),
named as (
  select
    *,
    count(*) over (partition by instance_id, chat_id, message_id) as voters_named
  from voters
),
-- A single voter is the sender, if the two may be one person; several voters make it a tally, including the sender. No
-- voter means a withdrawal, if the whole update was read.
choices as (
  select
    u.instance_id, u.chat_id, u.poll_message_id, u.message_id, u.voted_at, u.update_number,
    case when n.voters_named = 1 and p.evidence is not null then u.sender_id else n.voter_id end as voter_id,
    n.chosen
  from updates as u
  join named as n
    on n.instance_id = u.instance_id and n.chat_id = u.chat_id and n.message_id = u.message_id
  left join (select one, other, min(evidence) as evidence from ledger.id_pairs group by all) as p
    on p.one = u.sender_id and p.other = n.voter_id
  union all
  select
    u.instance_id, u.chat_id, u.poll_message_id, u.message_id, u.voted_at, u.update_number,
    u.sender_id,
    []
  from updates as u
  left join (select distinct instance_id, chat_id, message_id, voters_named from named) as c
    on c.instance_id = u.instance_id and c.chat_id = u.chat_id and c.message_id = u.message_id
  anti join named as n
    on n.instance_id = u.instance_id and n.chat_id = u.chat_id and n.message_id = u.message_id
    and n.voter_id = u.sender_id
  where u.sender_id is not null
    and u.is_whole
    and coalesce(c.voters_named, 0) <> 1
),
numbered as (
  select
    *,
    row_number() over (partition by instance_id, chat_id, poll_message_id, voter_id order by update_number) as sequence,
    count(*) over (partition by instance_id, chat_id, poll_message_id, voter_id) as updates
  from choices
)
select
  instance_id, chat_id, poll_message_id, message_id, voter_id, option_name, voted_at,
  sequence = updates and option_name is not null as is_current,
  sequence
from (
  select *, unnest(case when len(chosen) > 0 then chosen else [null] end) as option_name
  from numbered
);

-- one chat
create or replace temp table joined_poll_votes as
with placed as (
  select v.* replace (coalesce(c.chat_id, v.chat_id) as chat_id), m.order_in_second
  from {{tables}}.poll_votes as v
  join {{tables}}.messages as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  left join temp.chat_of as c on c.id = v.chat_id
  anti join temp.twins as w
    on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.message_id = v.message_id
  where v.chat_id in (select id from temp.chat_of union all select chat_id from temp.chat_of)
),
numbered as (
  select
    * replace (
      dense_rank() over (
        partition by instance_id, chat_id, poll_message_id, voter_id
        order by voted_at nulls first, order_in_second, message_id
      )::integer as sequence
    )
  from placed
)
select * exclude (order_in_second) replace (
  sequence = max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id)
    and option_name is not null as is_current
)
from numbered
union all
from {{tables}}.poll_votes
where chat_id not in (select id from temp.chat_of union all select chat_id from temp.chat_of);

-- people
create or replace temp table votes_of_many_ids as
select v.instance_id, v.chat_id, v.poll_message_id, coalesce(p.person_id, v.voter_id) as voter_id
from {{tables}}.poll_votes as v
left join temp.person_of as p on p.id = v.voter_id
group by all
having min(v.voter_id) <> max(v.voter_id);

create or replace temp table named_votes as
select v.* replace (coalesce(p.person_id, v.voter_id) as voter_id)
from {{tables}}.poll_votes as v
left join temp.person_of as p on p.id = v.voter_id;

create or replace temp table renumbered_votes as
with updates as (
  select
    v.instance_id, v.chat_id, v.poll_message_id, v.message_id, v.voter_id, v.voted_at,
    any_value(m.order_in_second) as order_in_second,
    list(distinct v.option_name) filter (v.option_name is not null) as chosen
  from temp.named_votes as v
  semi join temp.votes_of_many_ids as w
    on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.poll_message_id = v.poll_message_id
    and w.voter_id = v.voter_id
  join {{tables}}.messages as m
    on m.instance_id = v.instance_id and m.chat_id = v.chat_id and m.message_id = v.message_id
  group by v.instance_id, v.chat_id, v.poll_message_id, v.message_id, v.voter_id, v.voted_at
),
numbered as (
  select
    *,
    row_number() over (
      partition by instance_id, chat_id, poll_message_id, voter_id
      order by voted_at nulls first, order_in_second, message_id
    )::integer as sequence,
    count(*) over (partition by instance_id, chat_id, poll_message_id, voter_id) as updates
  from updates
)
select
  instance_id, chat_id, poll_message_id, message_id, voter_id, option_name, voted_at,
  sequence = updates and option_name is not null as is_current,
  sequence
from (
  select *, unnest(case when len(chosen) > 0 then chosen else [null] end) as option_name
  from numbered
);

create or replace temp view poll_votes as
select v.*
from temp.named_votes as v
anti join temp.votes_of_many_ids as w
  on w.instance_id = v.instance_id and w.chat_id = v.chat_id and w.poll_message_id = v.poll_message_id
  and w.voter_id = v.voter_id
union all
from temp.renumbered_votes;

-- invariants
-- every vote has its poll
select v.*
from poll_votes as v
anti join polls as p
  on p.instance_id = v.instance_id and p.chat_id = v.chat_id and p.poll_message_id = v.poll_message_id;

-- every chosen option is an option of the poll
select v.*
from poll_votes as v
anti join poll_options as o
  on o.instance_id = v.instance_id and o.chat_id = v.chat_id and o.poll_message_id = v.poll_message_id
  and o.option_name = v.option_name
where v.option_name is not null;

-- an update of a voter has one number, one time, and either options or a withdrawal
select instance_id, chat_id, poll_message_id, message_id, voter_id
from poll_votes
group by all
having count(distinct sequence) <> 1
  or count(distinct voted_at) > 1
  or (count(*) > 1 and count(option_name) <> count(*));

-- the updates of a voter in a poll have the numbers 1, 2, 3, …
select instance_id, chat_id, poll_message_id, voter_id
from poll_votes
group by all
having min(sequence) <> 1
  or max(sequence) <> count(distinct sequence)
  or count(distinct sequence) <> count(distinct message_id);

-- current votes are those of the last update of a voter in a poll, unless it is a withdrawal
select *
from (
  select *, max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id) as last_sequence
  from poll_votes
)
where is_current <> (sequence = last_sequence and option_name is not null);
