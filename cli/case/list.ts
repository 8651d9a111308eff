import { CASE_STATES, type Case } from '../../layers/core/domain/case.ts';
import { WrongUse } from '../release/wrongUse.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { openWholeTable } from '../stack/wholeTable.ts';
import { allCases, dueCases, whyStuck } from './findCases.ts';

const HELP = `usage: augment case list [options]

Cases with something left to do, by deadline: id, state, urgency, deadline, why it is stuck.

  --stuck         only those that nobody moves: past their deadline, without one, or with people and without a workflow
  --state S       only those in this state: ${CASE_STATES.join(', ')}
  --all           reads the whole table, so that closed cases and those without a deadline are found too
${STACK_HELP}`;

export const listCases = (args: string[]): Promise<number> =>
  stackCommand(
    args,
    HELP,
    { stuck: { type: 'boolean' }, state: { type: 'string' }, all: { type: 'boolean' } },
    async ({ stack, values }) => {
      const { state } = values;
      if (state !== undefined && !CASE_STATES.some(known => known === state))
        throw new WrongUse(`--state ${state}: give one of ${CASE_STATES.join(', ')}`);
      const isRest = state === 'closed' || state === 'taken-over';
      const cases =
        values.all || isRest
          ? allCases(openWholeTable(stack.parts.table, stack.clients.dynamodb))
          : dueCases(stack.store);
      let count = 0;
      for (const one of await sorted(cases)) {
        const stuck = whyStuck(one, stack.options.now());
        if ((values.stuck && !stuck) || (state && one.state !== state)) continue;
        count++;
        console.log(
          `${one.caseId}  ${one.state.padEnd(20)}  ${one.urgency.padEnd(8)}  ${(one.dueAt ?? 'no deadline').padEnd(24)}  ${stuck ?? ''}`.trimEnd(),
        );
      }
      if (count === 0) console.log(values.stuck ? 'no case is stuck' : 'no such case');
      return 0;
    },
  );

async function sorted(cases: AsyncIterable<Case>): Promise<Case[]> {
  const all: Case[] = [];
  for await (const one of cases) all.push(one);
  return all.sort((a, b) => (a.dueAt ?? a.openedAt).localeCompare(b.dueAt ?? b.openedAt));
}
