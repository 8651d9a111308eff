import { WrongUse } from '../release/wrongUse.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { openWholeTable } from '../stack/wholeTable.ts';
import { allCases } from './findCases.ts';
import { firstWordsOf, firstWordsTable } from './firstWords.ts';

const HELP = `usage: augment case first-words [options]

How long customers were without a person's first words, by channel, from when the case needed a person; on the phone until an
agent was on the line. Nights and weekends count. Once a case; one that was opened again counts for its last time. Reads the
whole table.

  --since DAY     only cases that needed a person from this day on, 2027-03-01 (UTC)
${STACK_HELP}`;

export const sumFirstWords = (args: string[]): Promise<number> =>
  stackCommand(args, HELP, { since: { type: 'string' } }, async ({ stack, values }) => {
    const { since = '' } = values as { since?: string };
    if (since && !/^\d{4}-\d{2}-\d{2}$/.test(since))
      throw new WrongUse(`--since ${since}: give a day, 2027-03-01`);
    const cases = [];
    for await (const one of allCases(openWholeTable(stack.parts.table, stack.clients.dynamodb)))
      if (one.neededAt && one.neededAt >= since) cases.push(one);
    console.log(cases.length === 0 ? 'no case has needed a person' : firstWordsTable(firstWordsOf(cases)));
    return 0;
  });
