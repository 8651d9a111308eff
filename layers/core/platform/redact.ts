import { redactionRules, type PersonalKind } from './redactionRules.ts';

export interface PersonalSpan {
  kind: PersonalKind;
  from: number;
  /** Behind the last character. */
  to: number;
}

/** More than this of one text is not logged at all: nobody reads it there, and patterns have no time for it. */
const LONGEST = 2_000;
/** Codes, names of functions: most of what is logged. */
const ONE_WORD = /^[A-Za-z_.:-]*$/;

/** Where a text tells who somebody is. Spans don't overlap, in the order in which they stand. */
export function personalIn(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const { kind, pattern, unless } of redactionRules()) {
    for (const match of text.matchAll(pattern)) {
      const said = match.groups?.x ?? match[0];
      if (unless?.(said)) continue;
      const from = match.index + match[0].lastIndexOf(said);
      const to = from + said.length;
      if (!spans.some(span => from < span.to && to > span.from)) spans.push({ kind, from, to });
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

/**
 * A text for logs: what tells who somebody is gives way to its kind, `[email]`. Ids of cases, contacts, orders and requests stay: they name
 * things, and without them a log is of no use. How well it finds things stands in docs/figures.md: it is the second line of defence, the
 * first is that words of customers are not logged.
 */
export function redact(text: string): string {
  if (ONE_WORD.test(text)) return text;
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}… [${text.length} characters]` : text;
  let redacted = '';
  let at = 0;
  for (const { kind, from, to } of personalIn(cut)) {
    redacted += `${cut.slice(at, from)}[${kind}]`;
    at = to;
  }
  return redacted + cut.slice(at);
}

/** What V8 quotes of a text that is no JSON: the text may be a customer's. */
const QUOTED_JSON = /(?:, )?(?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON/g;

export const redactLogged = (text: string): string => redact(text.replace(QUOTED_JSON, ' is not valid JSON'));

/**
 * What of an error may leave a function: its name, by which workflows catch it, its message and where it came from, redacted. Lambda writes
 * all members of what is thrown into the log, traces and the histories of workflows keep the message; errors of services carry items along.
 */
export function tellableError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(redactLogged(String(error)));
  const message = redactLogged(error.message);
  const told = new Error(message);
  told.name = error.name;
  // The stack begins with the message.
  told.stack = error.stack && redactLogged(error.stack.replace(error.message, message));
  return told;
}
