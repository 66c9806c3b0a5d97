// Dates as the person on the chair reads them: everything is in that person's zone,
// as it would be in their own chat.

const options = {
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: { day: "numeric", month: "short", year: "numeric" },
  date_long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  divider: { weekday: "long", day: "numeric", month: "long" },
  clock: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  clock_short: { weekday: "short", hour: "numeric", minute: "2-digit" },
};

let zone; // undefined: the browser's own
let shapes = {};

export function setZone(name) {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name });
    zone = name || undefined;
  } catch {
    zone = undefined;
  }
  shapes = {};
}

const write = (shape, date) =>
  (shapes[shape] ??= new Intl.DateTimeFormat(undefined, { ...options[shape], timeZone: zone })).format(date);

export const clockTime = (date) => write("time", date);
export const fullTime = (date) => `${write("date_long", date)}, ${write("time_secs", date)}`;
export const wallClock = (date) => write("clock", date);
export const shortClock = (date) => write("clock_short", date);
export const messageDate = (ts) => new Date(Number(ts) * 1000);

// wall reads an instant off the zone's wall clock, as if it were UTC.
function wall(instant) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(instant);
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return new Date(Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")));
}

const day = (date) => Math.floor(wall(date) / 86_400_000);

const relativeDay = (date, now) => ["yesterday", "today", "tomorrow"][day(date) - day(now) + 1] ?? "";

export function dayName(date, now) {
  const word = relativeDay(date, now);
  return word ? word[0].toUpperCase() + word.slice(1) : write("divider", date);
}

// dateWords fills the braces of a date token: {date_short_pretty} at {time}.
export function dateWords(date, pattern, now) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(date, now);
    const pretty = name.endsWith("_pretty");
    const shape = pretty ? name.slice(0, -7) : name;
    if (!options[shape] || !/^(date|time)/.test(shape)) return whole;
    return (pretty && relativeDay(date, now)) || write(shape, date);
  });
}

export function ago(date, now) {
  const minutes = Math.round((now - date) / 60_000);
  const size = Math.abs(minutes);
  if (size < 1) return "just now";
  const [n, unit] = size < 60 ? [minutes, "minute"] : size < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(-n, unit);
}

// nextMonday is the next Monday 9:00 on the wall of the zone, always ahead of now.
export function nextMonday(now) {
  const here = wall(now);
  let days = (8 - here.getUTCDay()) % 7;
  if (days === 0 && here.getUTCHours() >= 9) days = 7;
  const target = Date.UTC(here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate() + days, 9);
  // The offset is taken at the target itself: a clock change may lie between.
  const guess = new Date(target - (here - seconds(now)));
  return new Date(guess.getTime() + (target - wall(guess)));
}

const seconds = (date) => Math.floor(date / 1000) * 1000;
