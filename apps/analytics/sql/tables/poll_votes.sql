-- poll_votes: one row per chosen option of an update, or one without option for a withdrawal
-- schema
create table poll_votes (
  instance_id varchar not null,
  chat_id varchar not null,
  poll_message_id varchar not null,
  message_id varchar not null,
  voter_id varchar not null,
  option_name varchar,
  voted_at timestamptz,
  is_current boolean not null,
  sequence integer not null
);
comment on table poll_votes is 'One row per chosen option of one update of a poll, or one row with option_name NULL for a withdrawal';
comment on column poll_votes.instance_id is 'Instance (idInstance) of the account';
comment on column poll_votes.chat_id is 'Chat (chatId)';
comment on column poll_votes.poll_message_id is 'The poll (idMessage)';
comment on column poll_votes.message_id is 'The update (idMessage)';
comment on column poll_votes.voter_id is 'Who votes; instance:<instance_id> for own votes; the number of a hidden id of which the journal tells it';
comment on column poll_votes.option_name is 'The option; NULL if the update withdraws the vote';
comment on column poll_votes.voted_at is 'When, UTC';
comment on column poll_votes.is_current is 'True if it belongs to the latest update of this voter in this poll and is no withdrawal';
comment on column poll_votes.sequence is 'Number of the update among those of this voter in this poll, from 1';
create macro poll_votes_as_of(moment) as table
  select * exclude (last_sequence) replace (true as is_current)
  from (
    select *, max(sequence) over (partition by instance_id, chat_id, poll_message_id, voter_id) as last_sequence
    from poll_votes
    where moment is null or voted_at <= moment::timestamptz
  )
  where sequence = last_sequence
    and option_name is not null;

-- merge
delete from poll_votes as p
using touched_polls as t
where t.instance_id = p.instance_id and t.chat_id = p.chat_id and t.poll_message_id = p.poll_message_id;

-- A hidden number of which the number is known votes as the number.
create or replace temp table numbers_of_hidden as
select distinct other as id, one as number_id
from ledger.id_pairs
where kind_of_id(one) = '1';

insert into poll_votes
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
    select instance_id, chat_id, message_id, option_name, unnest(voters) as voter
    from (
      select instance_id, chat_id, message_id, unnest(votes, max_depth := 2)
      from updates
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
-- One named voter is the sender, if the two may be one person; several make it a tally, of the sender too. Nobody
-- named is a withdrawal, if all of it was read.
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
  sequence = updates and option_name is not null,
  sequence
from (
  select *, unnest(case when len(chosen) > 0 then chosen else [null] end) as option_name
  from numbered
);
