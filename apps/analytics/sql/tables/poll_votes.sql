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
comment on column poll_votes.voter_id is 'Who votes; instance:<instance_id> for own votes';
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

insert into poll_votes
with named as (
  select
    *,
    list_filter(list_distinct(flatten([v.voters for v in votes])), voter -> voter <> '') as voters_named
  from ordered_updates
),
-- One named voter is the sender, under whatever id; several make it a tally, of the sender too.
choices as (
  select
    instance_id, chat_id, poll_message_id, message_id, voted_at, update_number,
    coalesce(sender_id, voters_named[1]) as voter_id,
    list_distinct([v.option_name for v in votes if len(list_filter(v.voters, voter -> voter <> '')) > 0]) as chosen
  from named
  where coalesce(len(voters_named), 0) < 2
    and coalesce(sender_id, voters_named[1]) is not null
  union all
  select
    instance_id, chat_id, poll_message_id, message_id, voted_at, update_number,
    voter_id,
    list_distinct([v.option_name for v in votes if list_contains(v.voters, voter_id)])
  from (
    select
      *,
      unnest(case
        when sender_id is null or list_contains(voters_named, sender_id) then voters_named
        else list_append(voters_named, sender_id)
      end) as voter_id
    from named
    where len(voters_named) >= 2
  )
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
