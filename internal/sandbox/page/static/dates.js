// Dates as people read them, in the reader's own zone.

const format = (options) => new Intl.DateTimeFormat(undefined, options);

const shapes = {
  time: format({ hour: "numeric", minute: "2-digit" }),
  time_secs: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  date: format({ day: "numeric", month: "long", year: "numeric" }),
  date_short: format({ day: "numeric", month: "short", year: "numeric" }),
  date_long: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  date_num: format({ year: "numeric", month: "2-digit", day: "2-digit" }),
  day_divider: format({ weekday: "long", day: "numeric", month: "long" }),
  clock: format({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }),
  clock_time: format({ weekday: "short", hour: "numeric", minute: "2-digit" }),
  clock_date: format({ day: "numeric", month: "short" }),
};

export const clockTime = (date) => shapes.time.format(date);
export const fullTime = (date) => `${shapes.date_long.format(date)}, ${shapes.time_secs.format(date)}`;
export const wallClock = (date) => shapes.clock.format(date);
export const shortClock = (date) => [shapes.clock_date.format(date), shapes.clock_time.format(date)];
export const messageDate = (ts) => new Date(Number(ts) * 1000);

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

function relativeDay(date, now) {
  return ["yesterday", "today", "tomorrow"][Math.round((midnight(date) - midnight(now)) / 86_400_000) + 1] ?? "";
}

export function dayName(date, now) {
  const word = relativeDay(date, now);
  return word ? word[0].toUpperCase() + word.slice(1) : shapes.day_divider.format(date);
}

// dateWords fills the braces of a date token: {date_short_pretty} at {time}.
export function dateWords(date, pattern, now) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(date, now);
    const pretty = name.endsWith("_pretty");
    const shape = shapes[pretty ? name.slice(0, -7) : name];
    if (!shape || !/^(date|time)/.test(name)) return whole;
    return (pretty && relativeDay(date, now)) || shape.format(date);
  });
}

export function ago(date, now) {
  const minutes = Math.round((now - date) / 60_000);
  const size = Math.abs(minutes);
  const [n, unit] = size < 60 ? [minutes, "minute"] : size < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(-n, unit);
}

// offsetAt is how far a zone is ahead of UTC at an instant, in milliseconds.
function offsetAt(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(instant);
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return wall - Math.floor(instant.getTime() / 1000) * 1000;
}

// nextMonday is the next Monday 9:00 on the wall of the zone, always ahead of now.
export function nextMonday(now, zone) {
  const wall = new Date(now.getTime() + offsetAt(now, zone));
  let days = (8 - wall.getUTCDay()) % 7;
  if (days === 0 && wall.getUTCHours() >= 9) days = 7;
  const target = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + days, 9);
  return new Date(target - offsetAt(new Date(target - offsetAt(now, zone)), zone));
}
