// Small talk of the three groups: a few lines with choices in them, said by anybody at any time of day.

/** Small talk of the neighbours. */
export const neighboursSmallTalk = `
# morning
a: {Доброе утро|Всем привет|Утро доброе}! {Домофон у кого-нибудь работает?|Интернет есть у кого?|Горячая вода есть?}
b: {У нас да|Да, всё работает|Есть}
c: {Тоже работает|У нас нет|5 минут назад было}
a ^2: {Спасибо, перезагружу|Ясно, спасибо|Значит, у нас что-то}

# evening
a: Кто заказывал {пиццу|суши|цветы|шаурму}? Курьер у {первого|второго|третьего} подъезда и звонит всем подряд
b: {Мы, бежим!|Это к нам, спасибо|Не мы, но теперь захотелось 😄}
c react^1: 😂

# any
a: {Посылка|Заказное письмо|Коробка} лежит на подоконнике {второго|четвёртого|шестого} этажа, чья?
b: {Моя, спасибо!|Кажется, наша|Сейчас заберу}

# morning
a: На парковке {лёд|каток|снег по колено}, {осторожно|аккуратнее}, пожалуйста
b: {Соль есть в колясочной|Дворник уже вышел|Там и правда каток}
a: {👍|Отлично|Спасибо}

# evening
a: {Ключи нашлись|Детская перчатка нашлась|Проездной нашёлся} {у почтовых ящиков|у лифта|на лавочке}, {чьё?|отдали консьержу}
b photo: {Эти?|Вот такие?|}
c: {Это наше!!|Спасибо, добрый человек|Мои! Уже лечу}

# any
a: Does anyone have a {ladder|printer|phone charger, type C} I could borrow for {an hour|the evening}?
b: {Sure, flat 22|У меня есть, 8 этаж|Заходи}
a: {Thank you!|Спасибо огромное|You are a star ⭐️}

# morning
a: {Хорошего дня всем ☀️|Всем доброго утра и тёплых батарей 😄|Минус 19 за окном, одевайтесь теплее 🥶}
b sticker:

# evening
a: {Собака лает|Музыка играет|Кто-то сверлит} в {первом|втором} подъезде {уже час|с обеда}, {всё в порядке?|это у кого?}
b: {Сейчас проверю|Это наверху, пойду спрошу|У нас тихо}
b: {Решено|Договорились|Больше не будет, извините}

# evening
a photo: {Закат с крыши|Вид из окна сегодня|Двор в снегу|Иней на рябине}
b: {Красота!|Где это?|Какие краски}

# morning
a: Показания счётчиков сегодня {последний день|до 18:00}, {не забудьте|напоминаю}
b: {Уже передали|Спасибо за напоминание|Уже}
c: {А куда передавать?|Через портал можно?}
a ^: {Можно на портале|Листок на первом этаже}

# any
a: {Отдам|Отдаю даром} {книги|детские лыжи|фикус|аквариум 30 л|банки для варенья}, {самовывоз|9 этаж}
b: {Забираю!|Можно я?|Ещё актуально?}
a: {Да, заходите|Уже обещали, простите|Ваше}
b react: 🙏

# any
a voice:
b: {Текстом, пожалуйста, я на работе 🙈|Хорошо, сделаю|Ага, договорились}

# evening
a: {Мультиварка победила|Кран победил|Шкаф из коробки победил} меня сегодня 😅
b: {Держитесь|Бывает|Завтра реванш}

# any
a fwd: {Рецепт хачапури на кефире: 500 г муки, 1 стакан кефира, сыр — сколько не жалко|В субботу ярмарка на \
площади, мёд и варенье|С 20 января меняется расписание 14-го автобуса}
b: {Спасибо|Полезно|Сохраню}
`

/** Small talk of the footballers. */
export const footballSmallTalk = `
# any
a: {In|+1|Буду|Я в деле} {💪|⚽|👍}
b: {Тоже|Same|+|Ben de}

# evening
a: {Кто забыл чёрную бутылку?|Whose blue towel is this?|Чей левый щиток?|Whose phone charger is this?}
b: {Моё!|Mine, sorry|Привези в четверг}
a ^: {Ок|OK|Договорились}

# morning
a: {Всё болит|Everything hurts|Ноги не мои сегодня} {😅|🥲|🫠}
b: {Значит, играл|That is called age|Контрастный душ}
c react^1: 😂

# any
a: {Who drives from the centre?|Кто едет через центр?|Подхватите меня у метро?}
b: {I have 2 seats|Могу взять двоих|Захвачу, в 19:20 у метро}
a: {Спасибо!|Legend|🙏}

# evening
a: {Вчерашний|Последний} матч — {огонь 🔥|позор|валидол}
b: {Не спойлерите!!|No spoilers please|Я ещё не смотрел}
c: {Поздно 😂|Too late: 2:1|Молчу}

# evening
a: {Пробежка 7 км, -12°C|Morning run, 8 km, -7°C|Koşu, 10 km, -15°C|Пробежка 5 км, -9°C}
a photo: {Доказательство|Proof|}
b: {Машина|Respect|Зачем 😂}

# any
a gif: {Me on Thursday|Наша защита|Саша и офсайд}
b: {😂😂|🤣|Узнаю}

# morning
a: {Кто продлил абонемент?|Has anyone paid for the hall yet?|Манеж подтвердили?}
b: {Да, до конца месяца|Yes, all good|Костя всё сделал}

# any
a: {Нужны щитки, 170 см|Looking for size 43 boots|Продам бутсы 42, -20%}
b: {Пиши в личку|I might have some|Есть старые, отдам}
a: {👌|Спасибо|Top}

# evening
a voice:
b voice:
c: {Вы можете нормально писать? 😄|What did they say?|Опять подкаст}

# any
a: {Ставлю на|I bet on} {3:1|2:2|1:0|4:3}
b: {Оптимист|No chance|Записал}

# morning
a: {Günaydın beyler ⚽|Қайырлы таң, жігіттер|Morning gents}
b sticker:
`

/** Small talk of the book club. */
export const bookClubSmallTalk = `
# evening
a: {Page 97, no comment|I'm on page 141, help|Страница 163, и это прекрасно|Страница 208, я в восторге|Page 256. Wow}
b: {Keep going!|Дальше будет лучше|Same here}

# morning
a: {Good morning readers ☕️|Доброе утро, книжники|Günaydın 📚}
b: {Morning!|Доброе!|☀️}

# any
a: {Цитата дня: «Дом помнит тех, кто его чинил»|Цитата дня: «Письма доходят, люди — не всегда»|\
Quote of the day: “The ferry is late by exactly one life”|Quote of the day: “A clock forgives nobody”}
b: {Ох|Beautiful|В блокнот}
c react^2: ❤️

# any
a: {Who has a spare copy?|Есть у кого лишний экземпляр?|Does the library have the audiobook?}
b: {Посмотрю вечером|I can lend you mine|Есть в электронном виде}
a ^: {Спасибо!|Thank you 🙏|Ура}

# evening
a photo: {Tonight's setup: tea, blanket, chapter 8|Уголок чтения|Yeni kitap 📖|Found in a second-hand shop}
b: {Cosy!|Какая лампа!|I want that chair}

# evening
a: {Unpopular opinion: the prologue is unnecessary|Непопулярное мнение: сестра интереснее героя|\
Unpopular opinion: the ending is in chapter two|Непопулярное мнение: читать надо с конца}
b: {Agree|Категорически нет 😄|Explain yourself}
a ^: {On Sunday, with cake|Объясню на встрече|It is a long explanation}
c react^2: 🤔

# any
a: {Как произносится имя паромщика?|How do you pronounce the ferryman's name?}
b: {Никак, он молчит весь роман|Quietly|Sessizce}
c react: 😂

# morning
a: {Опять мимо своей станции, всё из-за книги|Missed my stop because of this book} {🙈|😅}
b: {Классика|Third time this month?|Это комплимент автору}

# any
a fwdphoto: {Шкаф мечты|Library goals|}
b: {Хочу|Who dusts it?|😍}
`
