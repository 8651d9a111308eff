import type { Case } from '../../layers/core/domain/case.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { WrongUse } from '../release/wrongUse.ts';
import type { SupportStack } from '../stack/openStack.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { demandCase, demandEpoch, oneCase } from './oneCase.ts';
import { closeCase, reassignCase, retryCase, type Operating } from './operate.ts';

const EPOCH_HELP = `  --epoch N       only if the case is still in this epoch, as augment case show told it
${STACK_HELP}`;
const EPOCH = { epoch: { type: 'string' } } as const;

const RETRY_HELP = `usage: augment case retry ID [options]

Puts a case that is with people back on its way, by the rules of the sweeper: wakes a workflow that missed the news, starts it anew
when it is gone, leaves it alone when it runs.

${EPOCH_HELP}`;
const RETRIED = {
  woken: 'its workflow had missed what was decided and goes on',
  restarted: 'its workflow was gone and was started anew',
  left: 'its workflow runs and waits for a person; nothing had to be done',
};

export const retry = (args: string[]): Promise<number> =>
  stackCommand(args, RETRY_HELP, EPOCH, async ({ stack, positionals, values }) => {
    const current = await seen(positionals, values.epoch, stack);
    const { store, workflows, options, parts } = stack;
    const deps = { store, workflows, now: options.now, escalationArn: parts.escalation };
    console.log(`case ${current.caseId}: ${RETRIED[await retryCase(current, deps)]}`);
    return 0;
  });

const REASSIGN_HELP = `usage: augment case reassign ID (--queue Q | --agent A) [options]

Gives a case that is with agents to another queue, or to an agent who is at work. Whoever had it can no longer answer.

  --queue Q       a queue of client.yaml
  --agent A       id of an agent whose workspace is open
${EPOCH_HELP}`;

export const reassign = (args: string[]): Promise<number> =>
  stackCommand(
    args,
    REASSIGN_HELP,
    { ...EPOCH, queue: { type: 'string' }, agent: { type: 'string' } },
    async ({ stack, positionals, values }) => {
      const { queue, agent } = values as { queue?: string; agent?: string };
      if (!queue === !agent) throw new WrongUse('give either --queue or --agent');
      const current = await seen(positionals, values.epoch, stack);
      const to = queue ? { queue } : { agent: agent! };
      const moved = await reassignCase(current, to, await operating(stack));
      const where = queue ? `in queue ${queue}` : `with agent ${agent}`;
      console.log(`case ${moved.caseId} is ${where} now (${moved.state}, epoch ${moved.epoch})`);
      return 0;
    },
  );

const CLOSE_HELP = `usage: augment case close ID --how TEXT [options]

Closes a case for good, without a survey. What was done for the customer goes into the timeline.

  --how TEXT      why it is done, for whoever reads the case later; no personal data
  --force         although the customer is still in the contact; one that waits for an agent is ended
${EPOCH_HELP}`;

export const close = (args: string[]): Promise<number> =>
  stackCommand(
    args,
    CLOSE_HELP,
    { ...EPOCH, how: { type: 'string' }, force: { type: 'boolean' } },
    async ({ stack, positionals, values }) => {
      const how = String(values.how ?? '').trim();
      if (!how) throw new WrongUse('--how is missing: say in a few words why the case is done');
      const current = await seen(positionals, values.epoch, stack);
      const closed = await closeCase(
        current,
        how,
        { ...stack, now: stack.options.now },
        {
          force: values.force === true,
        },
      );
      console.log(`case ${closed.caseId} is closed (epoch ${closed.epoch})`);
      return 0;
    },
  );

async function seen(
  positionals: string[],
  epoch: string | boolean | undefined,
  { store }: SupportStack,
): Promise<Case> {
  const current = await demandCase(oneCase(positionals), store);
  demandEpoch(current, epoch);
  return current;
}

async function operating({
  store,
  workflows,
  contacts,
  options,
  parts,
  config,
}: SupportStack): Promise<Operating> {
  return {
    store,
    workflows,
    contacts,
    now: options.now,
    escalationArn: parts.escalation,
    config: await config(),
    agents: () => createPresence(options).list(),
  };
}
