-- Ledger: One row per word that ever occurred, with the stem that its forms share, for searches
-- After: observations
-- Of texts, captions, names of files, polls and their options, places and shared contacts, as `words_in` finds words in them. The
-- stems and numbers are made by `words.ts`, once for each new word: a million messages have some ten thousand words. A stem is that of the
-- Snowball stemmer of Russian or English, with е for ё; in other scripts it is the word itself.
create table ledger.words (
  number integer not null,
  word varchar not null,
  stem varchar not null
);

-- merge
-- No word contains a blank, so words are searched in the pieces between blanks, most of which occur many times.
create or replace temp table pieces as
with written as (
  select text from stage.records
  union all
  select file_name from stage.records where file_name is not null
  union all
  select poll.poll_name from stage.records where poll is not null
  union all
  select unnest(poll.options) from stage.records where poll is not null
  union all
  select unnest(poll.votes).option_name from stage.records where poll is not null
  union all
  select unnest([location.name_location, location.address]) from stage.records where location is not null
  union all
  select unnest(contacts).display_name from stage.records where contacts is not null
  union all
  select coalesce(number, waid) from stage.card_numbers
)
select piece, unnest(words_in(piece)) as word
from (
  select distinct unnest(string_split(text, ' ')) as piece
  from written
  where text is not null
);

create or replace temp table new_words as
select distinct p.word
from pieces as p
anti join ledger.words as w on w.word = p.word;

-- invariants
-- every word has one stem
select word
from ledger.words
group by word
having count(*) > 1;

-- the numbers are 1, 2, 3, …
select *
from (select count(distinct number) as numbers, min(number) as first, max(number) as last, count(*) as words from ledger.words)
where words > 0
  and (numbers <> words or first <> 1 or last <> words);
