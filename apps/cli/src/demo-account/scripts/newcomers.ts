// People who came to the shop through an advertisement, and one whose number is hidden.
//
// `c` is the newcomer, `s` the shop on its phone, `bot` the shop through the API.

/** Those who pressed the button of an advertisement, one scene each. */
export const advertised = `
# 01-09 13:20
c ad: Здравствуйте! Можно узнать подробнее? | Глина и чай | Кружки, которые хочется держать двумя руками
bot: Здравствуйте! Спасибо за интерес. Мастер ответит в течение часа, каталог: https://clay.example/catalog
s: Добрый день! Что вам приглянулось?
c: Та, с туманом, на картинке
s photo: Эта? 1 450 ₽
c ^: Она! Беру две
s: Соберу к завтра
c: Спасибо ☺️

# 01-16 20:05
c ad: Hello! Can I get more info on this? | Clay & Tea | Mugs you want to hold with both hands
bot: Hello! Thank you for your interest. We answer within the hour, catalogue: https://clay.example/catalog
s: Good evening! Which one caught your eye?
c: All of them, sadly 😄 Is there a set?
s doc: Sets_winter_2026.pdf | Six sets, prices inside
c ^: Set 3 please, as a gift
s: Lovely choice, 5 900 ₽ with the box
c react: 😍

# 01-23 11:40
c ad: Здравствуйте! Можно узнать подробнее? | Глина и чай | Мастер-классы по субботам
bot: Здравствуйте! Спасибо за интерес. Мастер ответит в течение часа, каталог: https://clay.example/catalog
c: А ребёнку 6 лет можно?
s: С 7 лет, но на роспись пустим и в 6 🙂
c: Тогда роспись, 31-го
s: Записала!
`

/** The customer whose number nobody sees, only a lid. */
export const hiddenNumber = `
# 01-08 14:10
c: Здравствуйте, чайник на 600 мл есть?
s: Добрый день! Есть два, синий и графит
s photo: Синий справа
c ^: Графит. Самовывоз завтра
s: Отложила. Как вас записать?
c: М.
s: Принято, М. 🙂

# 01-09 18:30
c: Забрали. Крышка сидит идеально
s: Очень рада!
c react: 👍

# 01-24 12:00
c: А второй, синий, ещё у вас?
s: Вас дожидается
c: Пусть дождётся до вторника
s ^: Дождётся

# 01-27 17:15
c photo: Вместе
s: Пара! 😍
`
