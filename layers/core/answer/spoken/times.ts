const ISO_DATE = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z?)?(?![\d-])/g;
const DOTTED_DATE = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\.?\d)/g;
const SLASHED_DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g;
const TIME = /(?<![\d:.])([01]?\d|2[0-3])[:h]([0-5]\d)(?: ?(am|pm|Uhr))?(?![\d:])/gi;

/** Dates and times as they are said where the locale is spoken. What is no date (31.02., 13 months) stays as it is. */
export function times(text: string, locale: string): string {
  const tag = locale.replace('_', '-');
  const date = (whole: string, year: string, month: string, day: string) =>
    said(Number(year), Number(month), Number(day), tag) ?? whole;
  const monthFirst = tag === 'en-US';
  return text
    .replace(ISO_DATE, (whole, year: string, month: string, day: string) => date(whole, year, month, day))
    .replace(DOTTED_DATE, (whole, day: string, month: string, year: string) => date(whole, year, month, day))
    .replace(SLASHED_DATE, (whole, first: string, second: string, year: string) =>
      monthFirst ? date(whole, year, first, second) : date(whole, year, second, first),
    )
    .replace(TIME, (_, hour: string, minute: string, half?: string) => clock(hour, minute, half, tag));
}

function said(year: number, month: number, day: number, tag: string): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(date);
}

/** English: "9 am", "6 30 pm"; German: "18 Uhr 30"; else "18 h 30", which Polly's other voices read as a time. */
function clock(hour: string, minute: string, half: string | undefined, tag: string): string {
  const hours = Number(hour);
  const minutes = Number(minute);
  if (tag.startsWith('en')) {
    const suffix = half && /m$/i.test(half) ? half.toLowerCase() : hours < 12 ? 'am' : 'pm';
    const twelve = hours % 12 === 0 ? 12 : hours % 12;
    return `${twelve}${minutes ? ` ${minutes < 10 ? `oh ${minutes}` : minutes}` : ''} ${suffix}`;
  }
  const word = tag.startsWith('de') ? 'Uhr' : 'h';
  return `${hours} ${word}${minutes ? ` ${minutes}` : ''}`;
}
