-- records: the records of one file of the spool, laid out as the tables want them; an empty text means none
-- Parameters: {{file}}, the path of the part as an SQL text; {{largest}}, bytes of its longest line and more.
with lines as (
  select s, i, k, h, x, r
  from read_ndjson(
    {{file}},
    format = 'newline_delimited',
    maximum_object_size = {{largest}},
    columns = {
      s: 'integer', i: 'bigint', k: 'varchar', h: 'varchar', x: 'json',
      r: 'struct(
        "type" varchar, "idMessage" varchar, "timestamp" bigint, "typeMessage" varchar, "chatId" varchar, "chatType" varchar,
        "senderId" varchar, "senderName" varchar, "senderContactName" varchar, "senderType" varchar, "senderPhoneNumber" varchar,
        "statusMessage" varchar, "sendByApi" boolean, "chatState" varchar, "isRead" boolean, "isReadTimestamp" bigint,
        "isEdited" boolean, "isDeleted" boolean, "editedMessageId" varchar, "deletedMessageId" varchar,
        "textMessage" varchar, "caption" varchar,
        "extendedTextMessage" struct(
          "text" varchar, "title" varchar, "description" varchar, "previewType" varchar, "jpegThumbnail" varchar,
          "isForwarded" boolean, "forwardingScore" integer, "mediaType" varchar, "sourceId" varchar,
          "sourceType" varchar, "sourceUrl" varchar, "thumbnailUrl" varchar, "stanzaId" varchar, "participant" varchar
        ),
        "downloadUrl" varchar, "downloadUrlJpeg" varchar, "fileName" varchar, "jpegThumbnail" varchar, "mimeType" varchar,
        "isAnimated" boolean, "videoNote" boolean, "isForwarded" boolean, "forwardingScore" integer,
        "location" struct(
          "nameLocation" varchar, "address" varchar, "latitude" double, "longitude" double,
          "jpegThumbnail" varchar, "isForwarded" boolean, "forwardingScore" integer
        ),
        "contact" struct("displayName" varchar, "vcard" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "contacts" struct("displayName" varchar, "vcard" varchar)[],
        "extendedTextMessageData" struct("text" varchar),
        "pollMessageData" struct(
          "stanzaId" varchar, "name" varchar, "multipleAnswers" boolean, "allowToChangeAnswer" boolean,
          "options" struct("optionName" varchar)[],
          "votes" struct("optionName" varchar, "optionVoters" varchar[])[]
        ),
        "deletedMessageData" struct("stanzaId" varchar),
        "editedMessageData" struct("textMessage" varchar, "caption" varchar, "stanzaId" varchar),
        "buttonsMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "templateMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "listMessage" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "buttonsResponseMessage" struct("selectedButtonText" varchar, "stanzaId" varchar),
        "templateButtonReplyMessage" struct("selectedDisplayText" varchar, "stanzaId" varchar),
        "listResponseMessage" struct("title" varchar, "stanzaId" varchar),
        "interactiveButtons" struct("contentText" varchar, "isForwarded" boolean, "forwardingScore" integer),
        "interactiveButtonsReply" struct(
          "contentText" varchar, "isForwarded" boolean, "forwardingScore" integer, "stanzaId" varchar
        ),
        "interactiveButtonsResponse" struct("selectedDisplayText" varchar, "selectedButtonText" varchar, "stanzaId" varchar),
        "groupInviteMessageData" struct("caption" varchar, "groupName" varchar),
        "quotedMessage" json
      )'
    }
  )
)
select
  s as snapshot_no,
  i as record_index,
  coalesce(k, 'message') as kind,
  coalesce(r."chatId", '') as chat_id,
  nullif(r."chatType", '') as reported_chat_type,
  -- An edit or deletion may have the id of its message, and must not replace it.
  concat(coalesce(nullif(r."idMessage", ''), h), case
    when r."typeMessage" = 'editedMessage'
      and coalesce(nullif(r."editedMessageId", ''), r."editedMessageData"."stanzaId") = r."idMessage"
      then concat(':edit', ':' || r."timestamp")
    when r."typeMessage" = 'deletedMessage'
      and coalesce(nullif(r."deletedMessageId", ''), r."deletedMessageData"."stanzaId") = r."idMessage"
      then concat(':deletion', ':' || r."timestamp")
  end) as message_id,
  nullif(r."type", '') as type,
  r."timestamp" as timestamp_seconds,
  nullif(r."typeMessage", '') as type_message,
  nullif(r."senderId", '') as sender_id,
  case when is_name_of(r."senderName", coalesce(nullif(r."senderId", ''), r."chatId")) then r."senderName" end as sender_name,
  case when is_name_of(r."senderContactName", coalesce(nullif(r."senderId", ''), r."chatId")) then r."senderContactName" end
    as sender_contact_name,
  nullif(r."senderType", '') as sender_type,
  -- 0 where the number is hidden.
  nullif(regexp_replace(regexp_extract(r."senderPhoneNumber", '^\+?([0-9]+)(\.0)?$', 1), '^0+', ''), '') as sender_phone_number,
  coalesce(
    nullif(r."textMessage", ''), nullif(r."extendedTextMessage"."text", ''), nullif(r."caption", ''),
    nullif(r."editedMessageData"."textMessage", ''), nullif(r."editedMessageData"."caption", ''),
    nullif(r."buttonsMessage"."contentText", ''), nullif(r."templateMessage"."contentText", ''),
    nullif(r."listMessage"."contentText", ''), nullif(r."buttonsResponseMessage"."selectedButtonText", ''),
    nullif(r."templateButtonReplyMessage"."selectedDisplayText", ''), nullif(r."listResponseMessage"."title", ''),
    nullif(r."interactiveButtons"."contentText", ''), nullif(r."interactiveButtonsReply"."contentText", ''),
    nullif(r."interactiveButtonsResponse"."selectedDisplayText", ''),
    nullif(r."interactiveButtonsResponse"."selectedButtonText", ''),
    nullif(r."groupInviteMessageData"."caption", ''), nullif(r."groupInviteMessageData"."groupName", ''),
    -- An edit or a business message in another form, or what a business sent without a text: its title, its footer, or its buttons.
    list_filter(x ->> [
      '$.editedMessageData.extendedTextMessage.text', '$.editedMessageData.extendedTextMessageData.text',
      '$.contentText', '$.selectedButtonText', '$.selectedDisplayText', '$.groupInviteData.caption', '$.groupInviteData.groupName',
      '$.templateMessage.titleText', '$.buttonsMessage.titleText', '$.listMessage.title', '$.interactiveButtons.titleText',
      '$.interactiveButtonsReply.titleText', '$.templateMessage.footerText', '$.templateMessage.footer',
      '$.buttonsMessage.footer', '$.listMessage.footer', '$.interactiveButtons.footerText',
      '$.interactiveButtonsReply.footerText'
    ], lambda part: part <> '')[1],
    nullif(array_to_string(list_filter(
      flatten([
        x ->> '$.buttonsMessage.buttons[*].buttonText', x ->> '$.interactiveButtons.buttons[*].buttonText',
        x ->> '$.interactiveButtonsReply.buttons[*].buttonText'
      ]),
      lambda part: part <> ''
    ), ', '), '')
  ) as text,
  coalesce(
    r."isForwarded", r."extendedTextMessage"."isForwarded", r."location"."isForwarded", r."contact"."isForwarded",
    r."buttonsMessage"."isForwarded", r."templateMessage"."isForwarded", r."listMessage"."isForwarded",
    r."interactiveButtons"."isForwarded", r."interactiveButtonsReply"."isForwarded"
  ) as is_forwarded,
  coalesce(
    r."forwardingScore", r."extendedTextMessage"."forwardingScore", r."location"."forwardingScore",
    r."contact"."forwardingScore", r."buttonsMessage"."forwardingScore", r."templateMessage"."forwardingScore",
    r."listMessage"."forwardingScore", r."interactiveButtons"."forwardingScore",
    r."interactiveButtonsReply"."forwardingScore"
  ) as forwarding_score,
  nullif(r."statusMessage", '') as status_message,
  r."sendByApi" as send_by_api,
  nullif(r."chatState", '') as chat_state,
  r."isRead" as is_read,
  nullif(r."isReadTimestamp", 0) as read_seconds,
  r."isEdited" as is_edited,
  r."isDeleted" as is_deleted,
  coalesce(nullif(r."editedMessageId", ''), nullif(r."editedMessageData"."stanzaId", '')) as edited_message_id,
  coalesce(nullif(r."deletedMessageId", ''), nullif(r."deletedMessageData"."stanzaId", '')) as deleted_message_id,
  coalesce(
    nullif(r."quotedMessage" ->> '$.stanzaId', ''), nullif(r."extendedTextMessage"."stanzaId", ''),
    nullif(r."buttonsResponseMessage"."stanzaId", ''), nullif(r."templateButtonReplyMessage"."stanzaId", ''),
    nullif(r."listResponseMessage"."stanzaId", ''), nullif(r."interactiveButtonsReply"."stanzaId", ''),
    nullif(r."interactiveButtonsResponse"."stanzaId", '')
  ) as quoted_message_id,
  nullif(coalesce(nullif(r."quotedMessage" ->> '$.participant', ''), r."extendedTextMessage"."participant"), '')
    as quoted_participant,
  x as extra,
  nullif(r."downloadUrl", '') as download_url,
  nullif(r."downloadUrlJpeg", '') as download_url_jpeg,
  nullif(r."caption", '') as caption,
  nullif(r."fileName", '') as file_name,
  nullif(r."mimeType", '') as mime_type,
  r."isAnimated" as is_animated,
  r."videoNote" as is_video_note,
  nullif(r."jpegThumbnail", '') as jpeg_thumbnail,
  case when r."extendedTextMessage" is not null then {
    "text": nullif(r."extendedTextMessage"."text", ''),
    title: nullif(r."extendedTextMessage"."title", ''),
    description: nullif(r."extendedTextMessage"."description", ''),
    preview_type: nullif(r."extendedTextMessage"."previewType", ''),
    media_type: nullif(r."extendedTextMessage"."mediaType", ''),
    source_id: nullif(r."extendedTextMessage"."sourceId", ''),
    source_type: nullif(r."extendedTextMessage"."sourceType", ''),
    source_url: nullif(r."extendedTextMessage"."sourceUrl", ''),
    thumbnail_url: nullif(r."extendedTextMessage"."thumbnailUrl", ''),
    jpeg_thumbnail: nullif(r."extendedTextMessage"."jpegThumbnail", '')
  } end as preview,
  case when r."location" is not null then {
    name_location: nullif(r."location"."nameLocation", ''),
    address: nullif(r."location"."address", ''),
    latitude: r."location"."latitude",
    longitude: r."location"."longitude",
    jpeg_thumbnail: nullif(r."location"."jpegThumbnail", '')
  } end as location,
  case
    when r."contact" is not null
      then [{display_name: contact_name(r."contact"."displayName", r."contact"."vcard"), vcard: nullif(r."contact"."vcard", '')}]
    when r."contacts" is not null
      then [{display_name: contact_name(c."displayName", c."vcard"), vcard: nullif(c."vcard", '')} for c in r."contacts"]
  end as contacts,
  case when r."quotedMessage" <> 'null' then r."quotedMessage" end as quoted,
  -- An empty one takes the reaction back; one that cannot be read does not.
  case
    when not is_vendor_mark(r."extendedTextMessageData"."text")
      and not regexp_full_match(r."extendedTextMessageData"."text", '[\s\p{Z}\x{FE0E}\x{FE0F}]+')
      then r."extendedTextMessageData"."text"
  end as emoji,
  case when r."pollMessageData" is not null then {
    poll_message_id: nullif(r."pollMessageData"."stanzaId", ''),
    poll_name: nullif(r."pollMessageData"."name", ''),
    multiple_answers: r."pollMessageData"."multipleAnswers",
    allow_to_change_answer: r."pollMessageData"."allowToChangeAnswer",
    options: [nullif(o."optionName", '') for o in r."pollMessageData"."options"],
    votes: [
      {
        option_name: case when not is_vendor_mark(v."optionName") then nullif(v."optionName", '') end,
        voters: [
          case when starts_with(voter, '{') and json_valid(voter) then voter ->> '$.voterWid' else voter end
          for voter in v."optionVoters"
        ]
      } for v in r."pollMessageData"."votes"
    ]
  } end as poll
from lines
