import type { Case } from '../../layers/core/domain/case.ts';
import type { TurnResult } from '../../layers/core/domain/turn.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface CallPersonDependencies {
  store: Pick<CaseStore, 'get'>;
  workflows: Pick<Workflows, 'runSync'>;
  turnArn: string;
  linkKey: () => Promise<string>;
  now: () => Date;
}

export type Opened = { ok: true; case: Case; epoch: number } | { ok: false; why: 'forged' | 'expired' };
export type Called = { ok: true; reply: string } | { ok: false; why: 'forged' | 'expired' | 'unavailable' };

const TURN_BUDGET_MS = 25_000;
/** What the press of the button says, in the timeline. */
const WORDS = 'I would like to talk to a person. (by the link in our mail)';

export async function openCall(
  token: string,
  { store, linkKey, now }: CallPersonDependencies,
): Promise<Opened> {
  const read = readLink(token, 'person', await linkKey(), now().getTime());
  if (!read.ok) return { ok: false, why: read.why };
  const current = await store.get(read.claim.caseId);
  return current ? { ok: true, case: current, epoch: read.claim.version } : { ok: false, why: 'forged' };
}

/**
 * A customer whom the AI answered by mail wants a person: a turn like any other, so that triggers, queues and deadlines are
 * the same. Pressed twice it is one turn.
 */
export async function callPerson(token: string, deps: CallPersonDependencies): Promise<Called> {
  const opened = await openCall(token, deps);
  if (!opened.ok) return opened;
  const { caseId, customer } = opened.case;
  const turnId = `person-${caseId}-${opened.epoch}`;
  const ran = await deps.workflows.runSync<TurnResult>(
    deps.turnArn,
    {
      turnId,
      contactId: turnId,
      channel: 'email',
      text: WORDS,
      customer: { ...customer, identity: 'none' },
      caseId,
      forPerson: 'asked-by-link',
    },
    TURN_BUDGET_MS,
  );
  return ran.ok ? { ok: true, reply: ran.output.reply } : { ok: false, why: 'unavailable' };
}
