import { WrongUse } from '../release/wrongUse.ts';
import { allCases } from '../case/findCases.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { openWholeTable } from '../stack/wholeTable.ts';
import { figuresOf, surveyTable } from './figures.ts';

const HELP = `usage: augment survey sum [options]

How customers say it went, by channel: CSAT is the share who gave 4 or 5 of 5, NPS the share who would recommend the client
with 9 or 10 less the share with 0 to 6. A case is asked once. Reads the whole table.

  --since DAY     only answers from this day on, 2027-03-01 (UTC)
${STACK_HELP}`;

export const sumSurveys = (args: string[]): Promise<number> =>
  stackCommand(args, HELP, { since: { type: 'string' } }, async ({ stack, values }) => {
    const { since = '' } = values as { since?: string };
    if (since && !/^\d{4}-\d{2}-\d{2}$/.test(since))
      throw new WrongUse(`--since ${since}: give a day, 2027-03-01`);
    const answers = [];
    for await (const { survey } of allCases(openWholeTable(stack.parts.table, stack.clients.dynamodb)))
      if (survey && survey.at >= since) answers.push(survey);
    console.log(answers.length === 0 ? 'no customer has answered' : surveyTable(figuresOf(answers)));
    return 0;
  });
