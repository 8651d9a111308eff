import { readFileSync } from 'node:fs';
import { personalIn, type PersonalSpan } from '../../layers/core/platform/redact.ts';
import type { PersonalKind } from '../../layers/core/platform/redactionRules.ts';

/** A line as people labelled it: `{kind:text}` is personal. docs/redaction.md says what counts. */
export interface LabelledLine {
  nth: number;
  text: string;
  spans: PersonalSpan[];
}

/** Rules were improved on `lines`; `held` was written afterwards, and nothing was changed for it. */
export const SETS = ['lines', 'held'] as const;
const LABEL = /\{(email|phone|card|iban|birth|address|name|secret):([^{}]*)\}/g;

export function readLabelled(set: (typeof SETS)[number]): LabelledLine[] {
  return readFileSync(new URL(`${set}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((line, at) => ({ line, nth: at + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, nth }) => labelledIn(line, nth));
}

function labelledIn(line: string, nth: number): LabelledLine {
  const spans: PersonalSpan[] = [];
  let text = '';
  let at = 0;
  for (const { 0: whole, 1: kind, 2: said, index } of line.matchAll(LABEL)) {
    text += line.slice(at, index);
    spans.push({ kind: kind as PersonalKind, from: text.length, to: text.length + said!.length });
    text += said!;
    at = index + whole.length;
  }
  return { nth, text: text + line.slice(at), spans };
}

export interface Measured {
  kind: PersonalKind | 'all';
  labelled: number;
  /** Labelled, and every letter and digit of it gone. */
  hidden: number;
  found: number;
  /** Found where something is labelled. */
  right: number;
}

export interface Miss {
  nth: number;
  text: string;
  what: 'left' | 'hidden for nothing';
  said: string;
}

/** Recall counts whole labels: one digit that stays makes it a miss. Precision counts what was hidden. */
export function measureRedaction(lines: LabelledLine[]): { rows: Measured[]; misses: Miss[] } {
  const rows = new Map<string, Measured>();
  const row = (kind: Measured['kind']) =>
    rows.get(kind) ?? rows.set(kind, { kind, labelled: 0, hidden: 0, found: 0, right: 0 }).get(kind)!;
  const count = (kind: PersonalKind, member: Exclude<keyof Measured, 'kind'>) => {
    row(kind)[member]++;
    row('all')[member]++;
  };
  const misses: Miss[] = [];
  for (const { nth, text, spans } of lines) {
    const found = personalIn(text);
    for (const span of spans) {
      const said = text.slice(span.from, span.to);
      count(span.kind, 'labelled');
      const left = [...said].filter(
        (character, at) =>
          /[\p{L}\p{N}]/u.test(character) &&
          !found.some(one => span.from + at >= one.from && span.from + at < one.to),
      );
      if (left.length === 0) count(span.kind, 'hidden');
      else misses.push({ nth, text, what: 'left', said });
    }
    for (const one of found) {
      count(one.kind, 'found');
      if (spans.some(span => one.from < span.to && one.to > span.from)) count(one.kind, 'right');
      else misses.push({ nth, text, what: 'hidden for nothing', said: text.slice(one.from, one.to) });
    }
  }
  return {
    rows: [...rows.values()].sort((a, b) => (a.kind === 'all' ? 1 : b.kind === 'all' ? -1 : 0)),
    misses,
  };
}
