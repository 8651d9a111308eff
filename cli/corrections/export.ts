import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCorrections, type Corrections } from '../../layers/core/store/corrections.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import type { Correction } from '../../layers/core/domain/correction.ts';
import { ROOT } from '../release/command.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { labelledOf } from './labelled.ts';

const HELP = `usage: augment corrections export [options]

Adds the corrections of topics that a reviewer approved to clients/NAME/corrections.jsonl, as labelled examples: what the customer
wrote and its right topic. What is there already is not added again. They are words of customers: read them, take out what names
a person, then compile a release. An example whose approval is taken back later stays until its line is deleted.

${STACK_HELP}`;

export const exportCorrections = (args: string[]): Promise<number> =>
  stackCommand(args, HELP, {}, async ({ stack: { client, options } }) => {
    const dir = join(ROOT, 'clients', client);
    const { topics, labelled } = readClient(dir);
    const corrections = await allTopics(createCorrections(options));
    const { examples, unknown } = labelledOf(corrections, labelled, new Set(topics.map(({ id }) => id)));
    for (const id of unknown)
      console.error(`warning: approved for topic "${id}", which is not in topics.yaml; left out`);
    const file = join(dir, 'corrections.jsonl');
    if (examples.length > 0)
      appendFileSync(
        file,
        textOf(
          file,
          examples.map(row => JSON.stringify(row)),
        ),
      );
    console.log(
      `${client}: ${examples.length} labelled examples added to clients/${client}/corrections.jsonl, ${labelled.length} were there`,
    );
    return 0;
  });

/** A file whose last line somebody left open gets its end first. */
const textOf = (file: string, lines: string[]): string => {
  const open = existsSync(file) && /[^\n]$/.test(readFileSync(file, 'utf8'));
  return `${open ? '\n' : ''}${lines.join('\n')}\n`;
};

async function allTopics(corrections: Pick<Corrections, 'list'>): Promise<Correction[]> {
  const all: Correction[] = [];
  let after: string | undefined;
  do {
    const page = await corrections.list({ kind: 'topic-corrected', ...(after && { after }) });
    all.push(...page.items);
    after = page.last;
  } while (after);
  return all;
}
