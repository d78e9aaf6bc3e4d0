-- How texts are written in a pseudonymised export: with tokens in place of what tells who is meant, or blanked

-- Addresses, mentions, ids, e-mail addresses, host and file names, ids of messages, numbers of five digits and more,
-- or of six with blanks, hyphens, brackets and the like between.
create or replace temp macro telling() as
  '(?i:[a-z][a-z0-9+.-]*://|www\.|(?:mailto|tel|geo|tg|whatsapp|viber|skype):)[^\s\p{Z}<>"]+'
  || '|@\x{2068}[^\x{2069}]*\x{2069}'
  || '|[0-9][0-9:._-]*@(?:c\.us|g\.us|lid|s\.whatsapp\.net|newsletter|broadcast)'
  || '|[\p{L}\p{M}\p{N}._%+''-]+@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+'
  || '|(?:[\p{L}\p{N}][\p{L}\p{N}_-]*\.)+(?:[A-Za-z]{2,24}|рф|РФ|укр|бел|срб)(?:[:/?#][^\s\p{Z}<>"]*)?'
  || '|@[\p{L}_][\p{L}\p{M}\p{N}_.]+'
  || '|[0-9A-Fa-f]{16,}'
  || '|\+?\p{Nd}{9,}'
  || '|\+?\p{Nd}(?:[\t\p{Z}\p{Cf}\p{Mn}\p{Me}‐‑‒–().·•/_*-]{0,3}\p{Nd}){5,}'
  || '|\p{Nd}{5,}';

create or replace temp macro text_token(value) as
  case
    when regexp_full_match(value, '[0-9][0-9:._-]*@(c\.us|g\.us|lid|s\.whatsapp\.net|newsletter|broadcast)')
      then id_token(value)
    when not regexp_matches(value, '\p{L}') and not contains(value, '@') then digits_token(digits_of(value))
    when starts_with(value, '@') then keyed('h', 'handle:' || lower(value))
    when regexp_full_match(value, '[0-9A-Fa-f]{16,}') then message_token(value)
    when contains(value, '@') and not contains(value, ':') then keyed('e', 'email:' || lower(value))
    else keyed('u', 'address:' || value)
  end;

-- A text that is nothing but the name of a file, as the caption of a document often is. Endings that are domains, too, such as
-- .ai and .md, are left to the pattern above, which takes the last word.
create or replace temp macro is_file_name(written) as
  regexp_full_match(
    trim(written),
    '[^\n\r]{1,250}[.](?i:pdf|docx?|docm|dotx?|xlsx?|xlsm|xlsb|pptx?|ppsx?|od[tspg]|rtf|txt|csv|tsv|json|xml|eml|msg|'
    || 'zip|rar|7z|tar|gz|jpe?g|png|gif|bmp|tiff?|webp|heic|heif|svg|psd|dwg|dxf|mp3|m4a|ogg|oga|opus|wav|flac|aac|amr|'
    || 'mp4|m4v|mov|avi|mkv|webm|3gp|vcf|ics|apk|p7s|sig)'
  );

create or replace temp macro text_with_tokens(written) as
  case when is_file_name(written) then keyed('u', 'address:' || trim(written))
  when written is not null then
    array_to_string(
      list_transform(
        list_zip(regexp_split_to_array(written, telling()), regexp_extract_all(written, telling())),
        lambda pair: pair[1] || coalesce(text_token(pair[2]), '')
      ),
      ''
    )
  end;

-- As many characters: letters become x and X, digits 0. Emoji, signs, blanks and line ends stay, but for signs
-- that are letters in a frame.
create or replace temp macro text_blanked(written) as
  regexp_replace(
    regexp_replace(
      regexp_replace(written, '\p{N}', '0', 'g'),
      '[\p{Lu}\p{Lt}\x{1F110}-\x{1F18D}]', 'X', 'g'
    ),
    '[^X0\s\p{P}\p{S}\p{Z}\x{FE0F}\x{200D}\x{20E3}]|[\x{2460}-\x{24FF}\x{2800}-\x{28FF}\x{2E80}-\x{2FDF}\x{3200}-\x{32FF}]',
    'x', 'g'
  );

-- A reaction is usually an emoji, but can be any text: longer ones are blanked.
create or replace temp macro emoji_or_blank(sent) as
  case
    when regexp_full_match(sent, '[\p{S}\p{Po}\x{FE0F}\x{200D}\x{20E3}]{1,12}|[0-9]\x{FE0F}?\x{20E3}') then sent
    else text_blanked(sent)
  end;

-- A word of the vendor's, in Latin letters; anything else goes.
create or replace temp macro word_or_null(sent) as
  case when regexp_full_match(sent, '[A-Za-z_]{0,40}') then sent end;

create or replace temp macro mime_or_null(sent) as
  case
    when regexp_matches(sent, '[0-9]{5}') then null
    else nullif(regexp_extract(
      lower(sent),
      '^(?:image|video|audio|text|application|font|model|message|multipart)/[a-z0-9][a-z0-9.+-]{0,80}'
    ), '')
  end;

create or replace temp macro card_of_tokens(tokens) as
  'BEGIN:VCARD' || chr(10) || 'VERSION:3.0' || chr(10)
  || array_to_string(list_transform(tokens, lambda token: 'TEL:' || token || chr(10)), '')
  || 'END:VCARD';
