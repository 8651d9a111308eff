/**
 * How well verify tells drafts that may be sent from those that may not, on labelled drafts of our own.
 *
 * Usage: node cli/run.mjs bench/drafts.ts [--wrong]
 * Rows at even positions were tuned on, the others are what counts. `--wrong` lists what was misjudged in the tuned part.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRows } from '../cli/knowledge/readRows.ts';
import type { Receipt } from '../layers/core/answer/contract.ts';
import { verify } from '../layers/core/answer/verify.ts';
import type { Channel } from '../layers/core/domain/triage.ts';
import type { Passage } from '../layers/core/knowledge/contract.ts';

interface DraftRow {
  kind: string;
  /** It may be sent. */
  ok: boolean;
  passages: string[];
  question: string;
  text: string;
  channel?: Channel;
  language?: string;
  receipts?: Receipt[];
  forbidden?: string[];
  houseLines?: string[];
  transferDecided?: boolean;
}

const { values } = parseArgs({ options: { wrong: { type: 'boolean', default: false } } });
const labels = join(import.meta.dirname, 'labels');
const passages = new Map(
  readRows<Passage>(join(labels, 'passages.jsonl'), () => undefined).map(row => [row.id, row]),
);
const drafts = readRows<DraftRow>(join(labels, 'drafts.jsonl'), row =>
  typeof row.text === 'string' && typeof row.ok === 'boolean' ? undefined : 'text and ok are expected',
);

const verdictOf = (row: DraftRow) =>
  verify({
    draft: { text: row.text, citations: row.passages, receipts: row.receipts ?? [], source: 'model' },
    passages: row.passages.flatMap(id => passages.get(id) ?? []),
    question: row.question,
    channel: row.channel ?? 'chat',
    language: row.language ?? 'en',
    brand: { name: 'Fennick', forbidden: row.forbidden ?? [] },
    houseLines: row.houseLines ?? [],
    transferDecided: row.transferDecided,
  });

function report(name: string, rows: DraftRow[]): void {
  const judged = rows.map(row => ({ row, verdict: verdictOf(row) }));
  const refused = judged.filter(({ verdict }) => !verdict.ok);
  const bad = judged.filter(({ row }) => !row.ok);
  const caught = refused.filter(({ row }) => !row.ok).length;
  const share = (part: number, of: number) => `${((part / (of || 1)) * 100).toFixed(1)} % (${part}/${of})`;
  console.log(
    `${name.padEnd(6)} recall of bad ${share(caught, bad.length)}   precision ${share(caught, refused.length)}`,
  );
  for (const kind of [...new Set(rows.map(row => row.kind))].sort()) {
    const some = judged.filter(({ row }) => row.kind === kind);
    const right = some.filter(({ row, verdict }) => verdict.ok === row.ok).length;
    console.log(`         ${kind.padEnd(18)} ${right}/${some.length}`);
  }
}

const tuned = drafts.filter((_, n) => n % 2 === 0);
const held = drafts.filter((_, n) => n % 2 === 1);
report('tuned', tuned);
report('held', held);
if (values.wrong)
  for (const row of tuned) {
    const verdict = verdictOf(row);
    if (verdict.ok === row.ok) continue;
    const why = verdict.ok
      ? 'passed'
      : verdict.refusals.map(({ rule, detail }) => `${rule}: ${detail}`).join(' | ');
    console.log(`${row.kind}: ${row.text}\n    ${why}`);
  }
