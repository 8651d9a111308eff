import { WrongUse } from '../release/wrongUse.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { openWholeTable } from '../stack/wholeTable.ts';
import type { Item } from '../../layers/core/store/table.ts';
import { verifyChain, type Anchor } from './verifyChain.ts';

const HELP = `usage: augment audit verify [options]

Holds the audit of reads against its chain of hashes: finds lines that were changed, removed or put there by hand. Exit code 1 when there
are any. Reads the whole table. Keep the anchor that is printed: with it the next call also finds that the newest lines were removed.

  --anchor N:HASH as printed by an earlier call
${STACK_HELP}`;

export const verifyAudit = (args: string[]): Promise<number> =>
  stackCommand(args, HELP, { anchor: { type: 'string' } }, async ({ stack, values }) => {
    const anchor = anchorOf(values.anchor);
    const items: Item[] = [];
    for await (const item of openWholeTable(stack.parts.table, stack.clients.dynamodb).items())
      items.push(item);
    const { retentionDays } = stack.parts;
    const { links, reads, erased, last, problems } = verifyChain(items, {
      retentionDays,
      now: stack.options.now(),
      ...(anchor && { anchor }),
    });
    for (const problem of problems) console.log(problem);
    console.log(
      `${problems.length ? `TAMPERED WITH, ${problems.length} findings` : 'nothing was changed or removed'}: ${reads} reads, ${links} links, ${erased} reads erased with a person's data`,
    );
    if (last) console.log(`anchor ${last.n}:${last.hash}`);
    return problems.length ? 1 : 0;
  });

function anchorOf(given: string | boolean | undefined): Anchor | undefined {
  if (given === undefined) return undefined;
  const [, n, hash] = /^(\d+):([\w-]{43})$/.exec(String(given)) ?? [];
  if (!n || !hash) throw new WrongUse(`--anchor ${given}: give it as an earlier call printed it, N:HASH`);
  return { n: Number(n), hash };
}
