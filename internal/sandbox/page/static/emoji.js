// The emoji that a sales channel knows by name; any other name stays as typed.

const table = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|clap 👏|pray 🙏|muscle 💪|handshake 🤝|raised_hands 🙌|point_right 👉|point_left 👈|point_up 👆|point_down 👇|eyes 👀|writing_hand ✍️
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|blush 😊|wink 😉|joy 😂|thinking_face 🤔|neutral_face 😐|disappointed 😞|cry 😢|sob 😭|scream 😱|sweat_smile 😅|sunglasses 😎|heart_eyes 😍|tada 🎉|partying_face 🥳|sleeping 😴|zzz 💤
heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛|broken_heart 💔|star ⭐|star2 🌟|sparkles ✨|fire 🔥|boom 💥|zap ⚡|sunny ☀️|cloud ☁️|rainbow 🌈|snowflake ❄️|seedling 🌱|herb 🌿|coffee ☕|beers 🍻|cake 🍰
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|exclamation ❗|question ❓|information_source ℹ️|bangbang ‼️|recycle ♻️|sos 🆘|new 🆕|100 💯
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡|large_green_circle 🟢|green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|white_large_square ⬜|black_large_square ⬛
rocket 🚀|dart 🎯|trophy 🏆|medal 🏅|first_place_medal 🥇|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|bulb 💡|key 🔑|lock 🔒|unlock 🔓|hammer 🔨|wrench 🔧|gear ⚙️|package 📦|gift 🎁|moneybag 💰|dollar 💵|euro 💶|credit_card 💳|gem 💎
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|clipboard 📋|calendar 📅|date 📅|spiral_calendar_pad 🗓️|memo 📝|pencil 📝|pencil2 ✏️|page_facing_up 📄|paperclip 📎|pushpin 📌|round_pushpin 📍|mag 🔍|bookmark 🔖|file_folder 📁|inbox_tray 📥|outbox_tray 📤|link 🔗
phone ☎️|telephone ☎️|telephone_receiver 📞|calling 📲|iphone 📱|email 📧|e-mail 📧|envelope ✉️|incoming_envelope 📨|mailbox 📫|speech_balloon 💬|thought_balloon 💭|computer 💻|globe_with_meridians 🌐|earth_africa 🌍|house 🏠|office 🏢|factory 🏭
clock1 🕐|clock9 🕘|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|soon 🔜|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrows_counterclockwise 🔄|repeat 🔁|heavy_plus_sign ➕|heavy_minus_sign ➖
robot_face 🤖|bust_in_silhouette 👤|busts_in_silhouette 👥|raising_hand 🙋|man-shrugging 🤷‍♂️|shrug 🤷|crown 👑|dash 💨|ghost 👻|see_no_evil 🙈|turtle 🐢|dog 🐶|cat 🐱|unicorn_face 🦄|snail 🐌|checkered_flag 🏁|triangular_flag_on_post 🚩|white_flag 🏳️|de 🇩🇪|us 🇺🇸|gb 🇬🇧|fr 🇫🇷|es 🇪🇸`;

const names = new Map(table.trim().split(/[|\n]/).map((entry) => entry.split(" ")));

export const emoji = (name) => names.get(name);
