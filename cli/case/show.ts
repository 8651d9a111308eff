import { createAudit } from '../../layers/core/store/audit.ts';
import { createMailStore } from '../../layers/core/store/mailStore.ts';
import { standingOf } from '../stack/execution.ts';
import type { SupportStack } from '../stack/openStack.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { demandCase, oneCase } from './oneCase.ts';
import { tellStory, type Story } from './story.ts';

const HELP = `usage: augment case show ID [options]

The whole story of a case: where it stands, turns with decisions, events, receipts, mails, its workflow. Without --with-texts no
words and nobody's name or address are shown.

  --with-texts    with what was written, and who the customer is
${STACK_HELP}`;

export const showCase = (args: string[]): Promise<number> =>
  stackCommand(args, HELP, { 'with-texts': { type: 'boolean' } }, async ({ stack, positionals, values }) => {
    const story = await readStory(oneCase(positionals), stack);
    for (const line of tellStory(story, values['with-texts'] === true)) console.log(line);
    return 0;
  });

async function readStory(caseId: string, stack: SupportStack): Promise<Story> {
  const { store, options, clients, parts } = stack;
  const current = await demandCase(caseId, store);
  const mailStore = createMailStore(options.table, options);
  const turns = await store.turns(caseId);
  const mails = await Promise.all(turns.flatMap(({ mail }) => (mail ? [mailStore.get(mail.id)] : [])));
  return {
    case: current,
    turns,
    events: await store.events(caseId),
    receipts: await store.receipts(caseId),
    mails: mails.filter(mail => mail !== undefined),
    reads: (await createAudit(options).ofCase(caseId)).length,
    ...(current.execution && {
      workflow: await standingOf(clients.sfn, parts.escalation, current.execution),
    }),
  };
}
