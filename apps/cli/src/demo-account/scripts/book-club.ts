// What the book club told each other in January: a novel a fortnight, and a good deal of tea.

/** Scenes of the book club, each on its own day. */
export const bookClub = `
# 01-05 10:30
emma: Happy New Year, readers! Our first book of 2026: who has actually started it? 😄
kate: Chapter 3, and I already don't trust the uncle
hannah: Chapter 9. Never trust an uncle in a Russian novel
vera: В русском романе никому нельзя доверять, кроме няни
maya ^: Putting this on a mug
lena: Я только купила, начинаю сегодня

# 01-06 21:15
oleg: Кто читает в каком переводе? У меня издание 1959 года, пахнет подвалом
vera photo: А у меня вот, библиотечная, с пометками на полях
hannah: Those margin notes! Somebody wrote "ЗАЧЕМ?!" 😂
dan: Honestly that's the whole review
vera: Пометкам лет сорок, но я согласна с каждой

# 01-08 19:00
emma polls: Where do we meet on the 18th? | Kate's flat | Vera's library | The tea shop | Online
kate: My flat fits eight if two of you sit on the piano
dasha: Библиотека же! Там лампы с зелёными абажурами
zeynep: Çay dükkanı lütfen 🍵
oleg: Голосую за место, где есть пирог
vera ^: В библиотеке можно пирог, если тихо

# 01-10 16:44
maya: I finished part one and I need someone to hold my hand
hannah: Is it the letter?
maya: IT IS THE LETTER
kate: No spoilers please, I am on page 112
maya: Sorry!! Deleting nothing because I said nothing
dasha: А что за письмо 👀
lena ^: Дойдёшь — поймёшь. Запаси платочки

# 01-11 12:20
dan: Confession: I listened to it as an audiobook at 1.5x, so everyone sounds very nervous
emma: That improves most nineteenth-century novels
oleg: В полтора раза быстрее страдают
maya: 😂😂
vera: Олег, это на титульный лист

# 01-13 20:05
zeynep: Is it only me or is the estate manager the best character?
hannah: He is the only one who works
kate: He is the only one who eats properly
zeynep: Kesinlikle 😄
vera: Автор писал его с собственного управляющего, есть письмо к издателю, 1871 год
vera doc: Письма_к_издателю.pdf | Страница 14, последние три абзаца
emma ^2: Vera, you are a treasure

# 01-15 09:10
emma: The library it is! Sunday 18th, 15:00. Vera has promised the green lamps
vera: И тишину до 15:00, потом можно спорить
vera place: 55.7688,37.5954 | Библиотека им. Гончарова | Каретный пер., 4
lena: Я с пирогом, яблочным
dasha: Я с термосом
maya: I am with opinions

# 01-18 20:40
kate: What an evening! Thank you all ❤️
kate photo: The green lamps in action
hannah: Best discussion so far. I changed my mind about the uncle twice
oleg: А я о пироге — ни разу. Идеален
lena: Рецепт пришлю завтра
dan: Vera reading the last page aloud… I was not ready 😢
vera: Спасибо, что пришли. Читательский зал давно не был таким живым
zeynep: Çok güzeldi, teşekkürler 🙏

# 01-18 21:30
emma poll: Our rating of book one? | ⭐️⭐️⭐️⭐️⭐️ | ⭐️⭐️⭐️⭐️ | ⭐️⭐️⭐️ | Did not finish
me vote: ⭐️⭐️⭐️⭐️
me vote:
maya: Five. FIVE.
oleg: Четыре: мало управляющего

# 01-19 18:22
lena: Рецепт, как обещала.
  Яблочный пирог на 8 человек и один спор:
  — 4 кислых яблока
  — 200 г муки, 150 г сахара, 3 яйца
  — 100 г сливочного масла, щепотка соли, корица
  Яйца взбить с сахаром добела, добавить растопленное масло и муку. Яблоки ломтиками на дно, тесто сверху. \
180 °C, 40 минут, не открывать! Посыпать сахарной пудрой. Подавать тёплым, спорить сразу.
kate: Copying this into my recipe book under Literature
oleg ^2: Благодарю, в воскресенье повторю
... 26h
oleg photo: Почти как у Лены
oleg edit: Почти как у Лены, только кривее
lena: Красота!

# 01-20 08:55
emma: Nominations for book two, please! One each, one sentence why
hannah: A crime novel, any crime novel, I need a body
kate: Essays. Short. January is long
dasha: Современное: турецкий роман, Зейнеп обещала подсказать
zeynep: Evet! "The House with Blue Shutters" — a family, a ferry, one secret
vera: Рассказы. В рассказах негде спрятаться
dan: Anything under 300 pages
dan edit: Anything under 250 pages
maya: Fantasy with maps at the front 🗺

# 01-20 19:00
emma poll: Book two? | Crime: The Last Ferry | Essays: Small Rooms | The House with Blue Shutters | Рассказы: Зимний сад
hannah: The ferry appears twice in this list, it is a sign
zeynep: 😂
oleg: Голосую за сад

# 01-22 13:13
maya link: Interview with the author of Blue Shutters https://reading.example/blue-shutters | \
“I wrote it on the ferry” | A long conversation about islands, grandmothers and unreliable clocks
zeynep: I was at that talk! She signed my copy
zeynep photo: Kanıt 😄
kate: Jealous
vera: Спасибо, прочту вечером

# 01-23 22:48
dasha: Читаю и не могу остановиться, завтра на работу к 8 😭
hannah: One more chapter is how they get you
maya: It's 23:00. Go to bed. (I'm on chapter 12)
dasha ^: Лицемерие 😂

# 01-25 11:30
kate: Long thought, sorry in advance. I think the house in the novel is not a symbol at all, it is just a house that \
nobody can afford to repair, and everything that happens to the family happens because the roof leaks. They sleep in the \
wrong rooms, so they overhear the wrong conversations. They sell the piano, so the aunt stops visiting. They rent the \
garden floor to the captain, so there is a captain. If the roof had been mended in chapter one there would be no book. \
I find this much more moving than the symbols we are supposed to look for, because it is how most families I know \
actually work: somebody decides not to call the roofer, and thirty years later three people do not speak to each other.
hannah: Kate. That is the best review of anything.
oleg: Как человек с протекающей крышей подтверждаю каждое слово
dan: I called a roofer halfway through this message
emma ^4: Can I quote you in our notes?
kate: With pleasure 😊

# 01-27 19:19
vera: В библиотеке нашёлся второй экземпляр «Голубых ставней», выдам первому, кто напишет
lena: Я!
dasha: Я!! Эх
vera: Лена первая, на секунду
dasha react: 😢
lena: Даша, прочитаю за три дня и отдам
dasha unreact^2:
dasha: ❤️

# 01-29 20:02
maya: The captain. Discuss.
kate: Handsome, useless
hannah: Handsome, suspicious
zeynep: Yakışıklı ama tehlikeli
emma: So we agree on handsome
dan: As the only man awake here: he is fine
oleg: Не единственный. Капитан — тряпка
maya: 😂😂😂

# 01-31 17:45
emma: Reminder: next meeting Sunday 8 February, 15:00, the tea shop. Bring one sentence you loved
dasha: Можно три?
emma ^: You may bring three if you bring cake
lena: Принесу торт, чтобы у Даши было три
me: Стол на десятерых заказал, чай за счёт клуба 🍵
hannah react: 🎉

# 02-01 20:30
oleg: Дочитал. Молчу до восьмого
maya: Oleg finished before me?? Impossible
oleg voice:
kate: Was that a sigh?
oleg ^: Это был вздох одобрения
`
