const MARK = /^-- ?$/;
const DEVICE =
  /^\s*(sent|gesendet|envoy[ée]|enviado|inviato|verzonden|get outlook for|von meinem|diese nachricht wurde von meinem)\b.{0,60}\b(iphone|ipad|android|samsung|galaxy|huawei|pixel|blackberry|mobile|mobil\w*|handy|outlook|mail|phone|ger[äa]t|t[ée]l[ée]phone|m[óo]vil)\b.{0,60}$/i;
const CLOSING =
  /^\s*(with )?((many |with )?(best|kind|kindest|warm|warmest|friendly)?\s*(regards|wishes|greetings)|thanks(( a lot| so much| again| in advance| and .{1,30})?)|thank you(( very much| so much| again| in advance)?)|thx|cheers|sincerely|yours( sincerely| faithfully| truly)?|best|mit (freundlichen|besten|lieben|herzlichen) gr[üu](ß|ss)en|(viele|liebe|beste|sch[öo]ne|herzliche|freundliche) gr[üu](ß|ss)e|gr[üu](ß|ss)e|mfg|lg|vg|danke( sch[öo]n| im voraus)?|vielen dank|cordialement|bien [àa] vous|merci( d'avance)?|saludos( cordiales)?|un saludo|atentamente|gracias|cordiali saluti|distinti saluti|grazie|met vriendelijke groet(en)?)\s*[,.!]*\s*$/i;
const DISCLAIMER =
  /^\s*(this (e-?mail|message|communication)( and any (attachments?|files))?( transmitted with it)?,? ?(is|are|may|contains?) .{0,80}(confidential|privileged|intended)|confidentiality notice|diese e-?mail enth[äa]lt vertrauliche|ce (message|courriel) .{0,60}confidentiel)/i;
const POSTSCRIPT = /^\s*p\.?\s?s\.?[\s:.]/i;
/** A signature's lines: name, post, company, street, phone, a line of advertising. */
const MOST_LINES = 10;
const LONGEST_LINE = 90;

/**
 * Drops what a mail is signed with: below the mark `-- `, "Sent from my phone", disclaimers, and what follows a closing
 * phrase as long as it looks like a name and an address. A postscript stays. Thanks alone are a message, not a signature.
 */
export function cutSignature(lines: string[]): string[] {
  const marked = lines.findIndex(line => MARK.test(line));
  const plain = marked > 0 ? lines.slice(0, marked) : lines;
  const legal = plain.findIndex(line => DISCLAIMER.test(line));
  const own = (legal > 0 ? plain.slice(0, legal) : plain).filter(line => !DEVICE.test(line));
  const closing = closingOf(own);
  if (closing < 0) return own;
  const after = own.slice(closing + 1);
  const postscript = after.findIndex(line => POSTSCRIPT.test(line));
  const before = own.slice(0, closing);
  const body = before.some(line => line.trim() !== '') ? before : own.slice(0, closing + 1);
  return postscript < 0 ? body : [...body, '', ...after.slice(postscript)];
}

/** The last closing phrase that has only a signature below it; -1 when there is none. */
function closingOf(lines: string[]): number {
  for (let at = lines.length - 1; at >= 0; at--) {
    if (!CLOSING.test(lines[at]!)) continue;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex(line => POSTSCRIPT.test(line));
    const signed = (end < 0 ? rest : rest.slice(0, end)).filter(line => line.trim() !== '');
    const looksSigned =
      signed.length <= MOST_LINES && signed.every(line => line.length <= LONGEST_LINE && !line.includes('?'));
    return looksSigned ? at : -1;
  }
  return -1;
}
