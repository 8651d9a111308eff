import type { Case, Owner } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { agentDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import { whoseTurn } from '../../layers/core/domain/personOutcome.ts';
import type { Notifier } from '../../layers/core/events/bus.ts';
import { settleTicket, type SettleTicketDependencies } from '../../layers/core/speaking/settleTicket.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface ReturnCaseDependencies extends SettleTicketDependencies {
  store: CaseStore;
  config: ClientConfig;
  operations: Notifier;
  /** The lines by which the answer's files are offered. */
  offerFiles: (of: Case) => Promise<string[]>;
  now: () => Date;
}

/** Gives the case back to the provider's people with what the client's team said, if it said anything. */
export async function returnCase(
  { caseId }: { caseId: string },
  deps: ReturnCaseDependencies,
): Promise<{ owner: Owner; agentSeconds: number }> {
  const { store, config, operations, offerFiles, now } = deps;
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  if (current.state !== 'with-client') {
    return { owner: whoseTurn(current), agentSeconds: secondsUntil(current.dueAt, now()) };
  }
  const dueAt = agentDeadline(config, current, now());
  const returned = await store.transition(
    'return',
    current,
    current.answer ? 'client' : 'system',
    {
      note: [noteOf(current, config), ...(await offerFiles(current))].join('\n'),
      answer: undefined,
      asked: undefined,
      agent: undefined,
      offeredAs: 'task',
      dueAt,
    },
    { why: current.answer?.kind ?? 'no-answer' },
    current.answer ? {} : { absent: ['answer'] },
  );
  // It answered at the last moment after all: the workflow asks again whose turn it is, and finds the answer.
  if (!returned.ok && returned.current?.answer) {
    return { owner: whoseTurn(returned.current), agentSeconds: secondsUntil(dueAt, now()) };
  }
  if (!current.answer) {
    await store.once(`no-answer-${caseId}-${current.epoch}`, () =>
      operations.notify(
        `Case ${caseId}: the client's team did not answer`,
        `Nobody of ${config.clientTeam.name} answered case ${caseId}. It is back with the agents.`,
      ),
    );
  }
  if (returned.ok) await settleTicket(current, 'returned', deps);
  const after = returned.ok ? returned.case : returned.current;
  return { owner: after ? whoseTurn(after) : 'nobody', agentSeconds: secondsUntil(dueAt, now()) };
}

function noteOf({ answer, asked }: Case, { clientTeam }: ClientConfig): string {
  const { name: team, answerStyle } = clientTeam;
  switch (answer?.kind) {
    case 'instruct':
      return `${team} asks you to do this: ${answer.text}`;
    case 'decline':
      return `${team} declined: ${answer.text}`;
    case 'answer':
      return answerStyle === 'provider-rephrases'
        ? `${team} answered. Put it into your words and send it to the customer: ${answer.text}`
        : `${team} answered, but the customer could not be reached: ${answer.text}`;
    case 'take-over':
      return `${team} takes this over itself, but the case could not be closed. Tell the customer: ${answer.text}`;
    default:
      return asked === undefined ? `${team} could not be asked: the mail failed.` : `${team} did not answer.`;
  }
}
