// What the Thursday footballers told each other in January: who plays, who paid, who scored.

/** Scenes of the football group, each on its own day. */
export const football = `
# 01-05 19:40
kostya: Мужики, с прошедшими! Первая игра в четверг 8-го, 20:00, манеж
dan: Happy new year lads. My lungs are not ready
kostya poll: Thursday 8 Jan, 20:00 — кто играет? | Буду / In | Не могу / Out | Плюс друг / +1 | Решу в среду
james: In. New boots need testing
nick: In
yerlan: Мен барамын 🧤
emre: Ben de varım 💪
me vote: Не могу / Out
me vote: Буду / In

# 01-06 22:10
sasha: Кто смотрел вчерашний матч? Это был не пенальти
misha: Это был пенальти, Саш
sasha ^: Ты с какого ракурса смотрел? С дивана соседа?
igor: 😂😂
james: VAR took five minutes and still got it wrong
nick gif: Me watching the replay
sasha: Вот! James понимает

# 01-08 13:15
kostya: На сегодня 11 человек, нужен ещё один
artem: Привезу двоюродного брата, бегает быстро, думает медленно
kostya: Идеальный вингер
dan: We should print that on a shirt 😂
me: Мячи и манишки у меня, буду в 19:40
bot: Напоминание: сегодня игра в 20:00, манеж «Север», вход со двора. Взнос 500 ₽ ⚽
emre react: 👍

# 01-08 22:20
kostya: 7:6! Что это было вообще 🔥
dan: Nine goals in the second half. NINE.
misha photo: Исторический кадр, Ерлан отбивает пенальти
yerlan: Жай ғана бұрышты таптым 😎
tom: Man of the match, no discussion
sasha: Обсуждение: я забил четыре
nick ^: You also scored one for us 🤣
igor: 😂😂😂
rustam: Завтра не встану

# 01-09 11:05
kostya: По деньгам: аренда 6 000, нас 12, с каждого по 500 ₽. Переводить мне на +7 900 000-00-07
james: Sent
dan: Sent
emre: Gönderdim
misha: Перевёл
kostya doc: Взносы_январь.xlsx | Таблица взносов, кто видит ошибку — пишите
kostya: =SUM(B2:B13)
kostya: Ой, это из таблицы вставилось 😅
artem: Костя стал формулой
igor: 😂

# 01-11 17:25
marat: Кто поедет на сборы в феврале на базу? Две игры и баня
sasha: Баня решает
tom: What is the ratio of football to banya?
marat ^: 1 : 3
tom: Acceptable

# 01-12 20:30
kostya polls: Какой цвет формы заказываем? / Which kit colour? | Синий / Blue | Чёрный / Black | Бордовый / Burgundy | Белый / White
nick: Not white, my washing machine has trauma
rustam: Чёрный стройнит
james: At our age everything has to slim
emre: Bordo çok güzel
... 40m
kostya photo: Вот эскиз
dan: That crest is beautiful, who drew it?
kostya ^: Дочка Рустама, ей 9
dan: Sign her up 👏

# 01-14 21:00
misha: У кого колено болело, что помогло?
marat: Лёд и тейп. И не играть
misha: Последнее не рассматриваю
james: Physio on Lipovaya is great, ask Tom
tom contact: Physio Anna Reed | 79000000078
misha: Thanks Tom

# 01-15 12:30
bot: Напоминание: сегодня игра в 20:00, манеж «Север», вход со двора. Взнос 500 ₽ ⚽
bot poll: Кто сегодня? / Who plays tonight? | Играю / In | Нет / Out | Опоздаю / Late
sasha: Опоздаю минут на 15, начинайте без меня
kostya: Мы и так начинаем без тебя, даже когда ты на поле
igor: 🤣🤣🤣
sasha ^2: Записал. Запомнил.
dan: Destroyed before kick-off

# 01-15 22:40
rustam: Игорь, как нога?
igor: Подвернул, но жив. Лёд, диван, сериал
nick: Sorry mate, that tackle was clumsy of me
igor ^: Всё нормально, мяч был спорный
dan: Respect both 🙏
kostya: Счёт 5:5, все проиграли
yerlan: Бәрі жеңді 🙂

# 01-17 10:00
emre link: Best goals of the week, number 3 is unreal https://goals.example/week-3 | Top 10 goals | Week 3 in two minutes
artem: Третий — это космос
james: Number 7 was offside
sasha: James видит офсайды даже в кино

# 01-18 19:50
kostya poll: Четверг 22-го: 20:00 или 21:00? | 20:00 | 21:00 | Любое / Either
tom: Either, as long as someone drives me home
marat: Я довезу
tom ^: You are a saint
nick: 20:00 please, small children

# 01-20 18:00
dan: Joke: why did the goalkeeper bring a rope? To tie the game 😂
misha: Уволить
yerlan: Вратари возмущены 🧤😂
kostya: Шутка уровня нашей обороны

# 01-22 12:31
bot: Напоминание: сегодня игра в 20:00, манеж «Север», вход со двора. Взнос 500 ₽ ⚽
bot poll: Кто сегодня? / Who plays tonight? | Играю / In | Нет / Out | Опоздаю / Late
artem: Я пас, температура 38.4
kostya: Выздоравливай! Чай, мёд, сон
rustam: Кто вместо Артёма?
marat: Позову Пашу из 14-й
tom: Is that the shelf guy? 😄
marat: Он самый

# 01-22 22:15
kostya: 4:2! Паша — открытие сезона
marat video: Гол Паши с центра поля
sasha: Полки вешает так же?
tom: GOAL of the year and it's January 🔥🔥
dan: Sign him. Whatever he wants. Shelves. Anything.
emre: Efsane gol 👏👏

# 01-24 14:12
james: Anyone watching the derby tonight? Pub at 6
nick: In
dan: In, I'll wear both scarves for safety
emre: Geliyorum
sasha: Я за пиццу, подтянусь к семи
james place: 55.7512,37.6041 | The Corner Pub | Садовая ул., 5
... 4h
nick photo: Table secured
dan note:

# 01-25 19:51
kostya: Форма приедет в среду. Размеры: кто не написал — получит детскую
rustam: XL
misha: L
igor: L
tom: XL but emotionally M
kostya ^: Записал 😂
yerlan: XXL, вратарьға кең болу керек
sasha: M
... 12m
sasha edit: L. После праздников — L

# 01-27 20:45
igor: Нога прошла, в четверг в строю 💪
kostya: Лучшие новости!
nick: I will stay two metres away from you at all times
igor: 😂

# 01-28 17:10
kostya photo: ФОРМА! 🔥
dan: OH MY
emre: Muhteşem!!
james: The number 9 is crooked
misha ^: Это я кривой, форма ровная
rustam: Дочка плакала от счастья, спасибо мужики ❤️
marat: Передай ей — художник команды пожизненно

# 01-29 12:30
bot: Напоминание: сегодня игра в 20:00, манеж «Север», вход со двора. Взнос 500 ₽ ⚽
bot poll: Кто сегодня? / Who plays tonight? | Играю / In | Нет / Out | Опоздаю / Late
kostya: Играем в новой форме, фото до игры в 19:50, не опаздывать. Саша — это тебе
sasha: Я уже в манеже
kostya: Сейчас 12:31
sasha ^: Вот именно

# 01-29 22:30
kostya photo: Команда мечты
tom: Look at us. Almost athletes.
nick: 6:3, hat-trick for Yerlan?? The GOALKEEPER??
yerlan: Пенальтилер 😇
marat: Это надо печатать и на стену
me fwdphoto: Уже отправил в типографию, А3

# 01-31 16:00
kostya: Итоги января: 5 игр, 49 голов, 0 травм не по глупости. Спасибо, банда ❤️
emre: Harika bir ay
james: Best worst team in the city
misha: Сборы 14 февраля — записываемся у Марата
marat: Уже 9 человек. Баня забронирована на 8. Кто-то будет судьёй
tom: I volunteer as banya referee
`
