/** Lines that begin what somebody else wrote before, as mail programs in the languages of our clients write them. */
const FORWARDED =
  /^[\s>]*(-{2,}\s*)?(forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|message transf[ée]r[ée]|d[ée]but du message (r[ée]exp[ée]di[ée]|transf[ée]r[ée])|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato)(\s*-{2,}|:)\s*$/i;
const ORIGINAL =
  /^[\s>]*-{2,}\s*(original message|urspr[üu]ngliche nachricht|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht)\s*-{2,}\s*$/i;
const WROTE =
  /^[\s>]*(on|am|le|el|il|op|den|em)\b.{4,300}\b(wrote|schrieb(en)?|a [ée]crit|escribi[óo]|ha scritto|schreef|skrev|escreveu)\b[^:]{0,120}:\s*$/i;
const NAME_WROTE =
  /^[^\n]{2,120}<[^<>\s]+@[^<>\s]+>\s+(wrote|schrieb|a [ée]crit|escribi[óo]|ha scritto)\b.{0,60}:\s*$/i;
const FROM = /^\s*\*?(from|von|de|da|van)\s*:\*?\s*\S/i;
const SENT =
  /^\s*\*?(sent|date|gesendet|datum|envoy[ée]|enviado( el)?|fecha|inviato|data|verzonden)\s*:\*?\s*\S/i;
const TO = /^\s*\*?(to|an|[àa]|para|a|aan|subject|betreff|objet|asunto|oggetto|onderwerp)\s*:\*?/i;
/** Attribution lines are wrapped by some programs: over so many lines at most. */
const WRAPPED = 3;

export const isForwarded = (lines: string[]): boolean => lines.some(line => FORWARDED.test(line));

/**
 * Drops quoted lines. Below "On … wrote:" only what is marked with `>` is a quote, where marks are used at all: answers may
 * stand between and below. Below a block of "From: Sent: To:" everything is.
 */
export function cutQuotes(lines: string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (ORIGINAL.test(line) || isHeaderBlock(lines, at)) break;
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      const next = lines.slice(at + attribution).find(each => each.trim() !== '');
      if (next === undefined || !isMarked(next)) break;
      at += attribution - 1;
      continue;
    }
    if (!isMarked(line)) kept.push(line);
  }
  while (kept.length > 0 && /^[\s_*-]*$/.test(kept.at(-1)!) && !/^--$/.test(kept.at(-1)!)) kept.pop();
  return kept;
}

const isMarked = (line: string) => /^\s*>/.test(line);

/** How many lines from `at` on are an attribution, 0 when none are. */
function attributionAt(lines: string[], at: number): number {
  if (NAME_WROTE.test(lines[at]!)) return 1;
  for (let count = 1; count <= WRAPPED; count++) {
    const joined = lines.slice(at, at + count).join(' ');
    if (WROTE.test(joined)) return count;
  }
  return 0;
}

/** Outlook's way: From, Sent, To, Subject, in the next few lines. */
function isHeaderBlock(lines: string[], at: number): boolean {
  if (!FROM.test(lines[at]!)) return false;
  const block = lines.slice(at + 1, at + 6);
  return block.some(line => SENT.test(line)) && block.some(line => TO.test(line));
}
