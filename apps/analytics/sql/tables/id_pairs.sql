-- Ledger: Pairs of ids of different kinds that belong to one person, according to the journal itself and the directory
-- After: instances, poll_records, directory_facts
create table ledger.id_pairs (
  one varchar not null,
  other varchar not null,
  evidence varchar not null
);

-- merge
-- In a private chat, the sender is the other side. If an update contains one voter, that is its sender, under whatever id.
-- What comes in from the account's own number tells nothing: the service has been seen to name the recipient as the sender.
create or replace temp table reported_pairs as
with other_sides as materialized (
  select distinct m.chat_id, m.sender_id
  from messages as m
  anti join ledger.instances as i on i.instance_id = m.instance_id and i.own_id = m.sender_id
  where m.direction = 'incoming'
    and m.chat_type not in ('group', 'channel')
    and m.chat_id <> m.sender_id
),
reported as (
  select chat_id as id, sender_id as other_id, 'chat' as evidence
  from other_sides
  where person_rank(chat_id) in ('1', '2')
    and person_rank(sender_id) in ('1', '2')
  union
  select u.sender_id, u.only_voter, 'vote'
  from ledger.poll_updates as u
  anti join ledger.instances as i on i.instance_id = u.instance_id and i.own_id = u.sender_id
  where u.only_voter is not null
)
select distinct
  case when person_rank(id) < person_rank(other_id) then id else other_id end as one,
  case when person_rank(id) < person_rank(other_id) then other_id else id end as other,
  least(person_rank(id), person_rank(other_id)) || greatest(person_rank(id), person_rank(other_id)) as kinds,
  evidence
from reported
where person_rank(id) <> person_rank(other_id);

-- The number of a hidden id in the directory: the latest, of any instance; none if several have the same time.
create or replace temp table directory_pairs as
with reported as (
  select
    id,
    number as value,
    last >> 20 as reply_rank,
    max(last >> 20) over (partition by id) as latest
  from ledger.directory_facts
  where number is not null
)
select min(value) as one, id as other
from reported
where reply_rank = latest
group by id
having count(distinct value) = 1;

-- The account under the number in its settings: only for WhatsApp, where members and voters have that id.
create or replace temp table own_pairs as
select 'instance:' || instance_id as one, own_id as other
from ledger.instances
where own_id is not null
  and messenger = 'whatsapp';

-- A pair counts if nothing assigns either id to somebody else: the directory has priority over a chat, a chat over
-- votes, and contradictory evidence is ignored. One number may be the account of several instances.
create or replace temp table new_pairs as
with counted as (
  select
    *,
    count(*) over (partition by evidence, kinds, one) = 1
      and (kinds[1] = '0' or count(*) over (partition by evidence, kinds, other) = 1) as is_single
  from reported_pairs
),
chats as (
  select c.one, c.other, c.kinds, c.is_single and d.one is null as is_single
  from counted as c
  left join directory_pairs as d on d.other = c.other and c.kinds = '12'
  where c.evidence = 'chat'
)
select one, other, 'settings' as evidence
from own_pairs
union all
select one, other, 'directory'
from directory_pairs
union all
select one, other, 'chat'
from chats as c
where is_single
  and not exists (from own_pairs as w where w.other = c.other or w.one = c.one)
union all
select v.one, v.other, 'vote'
from counted as v
left join chats as same on same.one = v.one and same.other = v.other
where v.evidence = 'vote'
  and not exists (from own_pairs as w where w.other = v.other or w.one = v.one)
  and not exists (from directory_pairs as d where d.other = v.other and v.kinds = '12')
  and case
    when same.one is not null then same.is_single
    else v.is_single
      and not exists (from chats as c where c.kinds = v.kinds and (c.one = v.one or c.other = v.other))
  end;

-- Votes are counted again if their ids have become one person, or no longer are.
create or replace temp table changed_ids as
select distinct unnest([one, other]) as id
from (
  (select one, other from new_pairs except select one, other from ledger.id_pairs)
  union all
  (select one, other from ledger.id_pairs except select one, other from new_pairs)
);

-- at first only from stage.records where type_message in ('pollMessage', 'pollUpdateMessage')
insert into touched_polls by name
with acting as (
  select
    instance_id, chat_id, poll_message_id,
    unnest(list_append(flatten([v.voters for v in votes]), sender_id)) as id
  from ledger.poll_updates
)
select distinct a.instance_id, a.chat_id, a.poll_message_id
from acting as a
semi join changed_ids as c on c.id = a.id
anti join touched_polls as t
  on t.instance_id = a.instance_id and t.chat_id = a.chat_id and t.poll_message_id = a.poll_message_id;

-- of earlier loads
delete from ledger.id_pairs;

insert into ledger.id_pairs by name
from new_pairs
order by all;

-- invariants
-- a pair of ids is stored once, the account or the number first
select one, other
from ledger.id_pairs
group by all
having count(*) > 1
  or not bool_and(id_kind(one) in ('own', 'person') and one <> other);
