// Short names of emoji as bots write them, and the characters. What is not here stays readable as :name:.

const TABLE = `
+1 👍|-1 👎|alarm_clock ⏰|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|arrows_counterclockwise 🔄|ballot_box_with_check ☑️
bar_chart 📊|bell 🔔|black_circle ⚫|blue_circle 🔵|books 📚|bulb 💡|busts_in_silhouette 👥|calendar 📅|spiral_calendar_pad 🗓️
card_index 📇|card_index_dividers 🗂️|chart_with_upwards_trend 📈|clipboard 📋|clock1 🕐|clock3 🕒|clock9 🕘|closed_lock_with_key 🔐
email 📧|envelope ✉️|envelope_with_arrow 📩|exclamation ❗|eye 👁️|eyes 👀|file_folder 📁|fire 🔥|flag-nl 🇳🇱|flag-gb 🇬🇧|globe_with_meridians 🌐
green_circle 🟢|grey_question ❔|hand 🖐️|headphones 🎧|heavy_check_mark ✔️|heavy_exclamation_mark ❗|heavy_minus_sign ➖|heavy_plus_sign ➕
hourglass ⌛|hourglass_flowing_sand ⏳|id 🆔|inbox_tray 📥|information_source ℹ️|iphone 📱|key 🔑|label 🏷️|large_blue_circle 🔵
large_green_circle 🟢|large_orange_circle 🟠|large_purple_circle 🟣|large_red_circle 🔴|large_yellow_circle 🟡|link 🔗|lock 🔒
mag 🔍|mailbox 📫|memo 📝|mute 🔇|negative_squared_cross_mark ❎|new 🆕|no_bell 🔕|no_entry ⛔|no_entry_sign 🚫|no_mobile_phones 📵|ok 🆗
ok_hand 👌|orange_circle 🟠|outbox_tray 📤|page_facing_up 📄|pause_button ⏸️|double_vertical_bar ⏸️|pencil ✏️|pencil2 ✏️|person_raising_hand 🙋
phone ☎️|pushpin 📌|question ❓|radio_button 🔘|raised_hand ✋|red_circle 🔴|repeat 🔁|rotating_light 🚨|scales ⚖️|scroll 📜
see_no_evil 🙈|shield 🛡️|smile 😄|slightly_smiling_face 🙂|sos 🆘|sparkles ✨|speech_balloon 💬|star ⭐|stopwatch ⏱️|studio_microphone 🎙️
tada 🎉|telephone ☎️|telephone_receiver 📞|thumbsdown 👎|thumbsup 👍|thinking_face 🤔|timer_clock ⏲️|triangular_flag_on_post 🚩
unlock 🔓|warning ⚠️|wastebasket 🗑️|wave 👋|white_check_mark ✅|white_circle ⚪|white_large_square ⬜|wrench 🔧|x ❌|yellow_circle 🟡|zzz 💤
`;

const NAMES = new Map(TABLE.split(/[\n|]/).filter(Boolean).map((pair) => pair.split(" ")));

/** The character of an emoji, or its :name:. */
export const emoji = (name) => NAMES.get(name.replace(/::skin-tone-\d$/, "")) ?? `:${name}:`;

/** Text with :names: replaced. */
export const withEmoji = (text) => String(text ?? "").replace(/:([a-z0-9_+-]+):/g, (whole, name) => NAMES.get(name) ?? whole);
