/**
 * How well verify tells drafts that may be sent from those that may not, on labelled drafts of our own.
 *
 * Usage: node cli/run.mjs bench/drafts.ts [--wrong tuned|held|blind-1|blind-2|blind-3|blind-4]
 * `tuned` and `held` are the rows of drafts.jsonl at even and odd positions; the blind sets are about other
 * companies, each looked at once before anything was changed for it: docs/figures.md says what was seen then. Recall: share of bad drafts refused; precision: share of refusals that were
 * right; sent: share of good drafts let through. `--wrong` lists what was misjudged, for the sets that rules are tuned on.
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

const { values } = parseArgs({ options: { wrong: { type: 'string' } } });
const labels = join(import.meta.dirname, 'labels');

type Judged = { row: DraftRow; verdict: ReturnType<typeof verify> };
function judge(draftsFile: string, passagesFile: string, name: string): Judged[] {
  const passages = new Map(
    readRows<Passage>(join(labels, passagesFile), () => undefined).map(row => [row.id, row]),
  );
  const drafts = readRows<DraftRow>(join(labels, draftsFile), row =>
    typeof row.text === 'string' && typeof row.ok === 'boolean' ? undefined : 'text and ok are expected',
  );
  return drafts.map(row => ({
    row,
    verdict: verify({
      draft: { text: row.text, citations: row.passages, receipts: row.receipts ?? [], source: 'model' },
      passages: row.passages.flatMap(id => passages.get(id) ?? []),
      question: row.question,
      channel: row.channel ?? 'chat',
      language: row.language ?? 'en',
      brand: { name, forbidden: row.forbidden ?? [] },
      houseLines: row.houseLines ?? [],
      transferDecided: row.transferDecided,
    }),
  }));
}

const share = (part: number, of: number) => `${((part / (of || 1)) * 100).toFixed(1)} % (${part}/${of})`;

function report(name: string, judged: Judged[]): void {
  const refused = judged.filter(({ verdict }) => !verdict.ok);
  const good = judged.filter(({ row }) => row.ok);
  const bad = judged.filter(({ row }) => !row.ok);
  const caught = refused.filter(({ row }) => !row.ok).length;
  console.log(
    `${name.padEnd(8)} recall ${share(caught, bad.length)}   precision ${share(caught, refused.length)}   ` +
      `sent ${share(good.filter(({ verdict }) => verdict.ok).length, good.length)}`,
  );
  for (const kind of [...new Set(judged.map(({ row }) => row.kind))].sort()) {
    const some = judged.filter(({ row }) => row.kind === kind);
    const right = some.filter(({ row, verdict }) => verdict.ok === row.ok).length;
    console.log(`         ${kind.padEnd(18)} ${right}/${some.length}`);
  }
  if (values.wrong !== name) return;
  for (const { row, verdict } of judged) {
    if (verdict.ok === row.ok) continue;
    const why = verdict.ok
      ? 'passed'
      : verdict.refusals.map(({ rule, detail }) => `${rule}: ${detail}`).join(' | ');
    console.log(`${row.kind}: ${row.text}\n    ${why}`);
  }
}

const main = judge('drafts.jsonl', 'passages.jsonl', 'Fennick');
report(
  'tuned',
  main.filter((_, n) => n % 2 === 0),
);
report(
  'held',
  main.filter((_, n) => n % 2 === 1),
);
for (const [set, brand] of [
  ['blind-1', 'Tessel'],
  ['blind-2', 'Northpier'],
  ['blind-3', 'Kestrel'],
  ['blind-4', 'Stadtbücherei'],
] as const)
  report(set, judge(`${set}.drafts.jsonl`, `${set}.passages.jsonl`, brand));
