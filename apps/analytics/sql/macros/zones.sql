-- zones: the instant at which the clocks of a zone show a time
-- Of a time that comes twice it is the first, and of one that a change of clocks leaves out the instant that it would
-- have been without the change. DuckDB by itself takes the second of two.
create macro {{of}}instant_in(zone, wall) as
  list_transform(
    [timezone(zone, wall)],
    lambda late: list_transform(
      [late - (timezone(zone, late - interval 24 hours) + interval 24 hours - wall)],
      lambda early: case
        when timezone(zone, early) = wall then least(early, late)
        when timezone(zone, late) = wall then late
        else early
      end
    )[1]
  )[1];
