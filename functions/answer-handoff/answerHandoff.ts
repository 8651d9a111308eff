import type { Case, ClientAnswer, Turn } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface AnswerHandoffDependencies {
  store: CaseStore;
  workflows: Workflows;
  config: Pick<ClientConfig, 'name' | 'brand' | 'clientTeam'>;
  linkKey: () => Promise<string>;
  now: () => Date;
}

export type Opened =
  | { ok: true; case: Case }
  /** `used`: answered already; `moved`: the case is no longer with the client's team. */
  | { ok: false; why: 'forged' | 'expired' | 'used' | 'moved' };

/** The case behind a signed link, if the link is still good. */
async function openLink(token: string, { store, linkKey, now }: AnswerHandoffDependencies): Promise<Opened> {
  const read = readLink(token, 'handoff', await linkKey(), now().getTime());
  if (!read.ok) return read;
  const current = await store.get(read.claim.caseId);
  if (!current) return { ok: false, why: 'forged' };
  if (current.epoch !== read.claim.version || current.state !== 'with-client') {
    return { ok: false, why: current.state === 'closed' || current.answer ? 'used' : 'moved' };
  }
  return current.answer ? { ok: false, why: 'used' } : { ok: true, case: current };
}

export interface HandoffView {
  client: { name: string; team: string; colour: string };
  caseId: string;
  urgency: string;
  dueAt?: string;
  ask: string;
  story?: Case['story'];
  turns: Pick<Turn, 'at' | 'customer' | 'reply'>[];
}

export async function readHandoff(token: string, deps: AnswerHandoffDependencies) {
  const opened = await openLink(token, deps);
  if (!opened.ok) return opened;
  const { caseId, urgency, dueAt, ask, story } = opened.case;
  const { name, clientTeam, brand } = deps.config;
  const view: HandoffView = {
    client: { name, team: clientTeam.name, colour: brand.colour },
    caseId,
    urgency,
    ask: ask ?? 'Please answer the customer.',
    ...(dueAt && { dueAt }),
    ...(story && { story }),
    turns: (await deps.store.turns(caseId))
      .filter(({ reply }) => !reply?.discarded)
      .map(({ at, customer, reply }) => ({ at, customer, reply })),
  };
  return { ok: true as const, view };
}

/** Takes the team's answer once; the second one of two is told so. */
export async function answerHandoff(
  token: string,
  { kind, text }: Pick<ClientAnswer, 'kind' | 'text'>,
  deps: AnswerHandoffDependencies,
): Promise<Opened> {
  const opened = await openLink(token, deps);
  if (!opened.ok) return opened;
  const { store, now, workflows } = deps;
  const answered = await store.change(
    opened.case,
    { answer: { kind, text, at: now().toISOString() } },
    { states: ['with-client'], absent: ['answer'] },
  );
  if (!answered.ok) return { ok: false, why: answered.current?.answer ? 'used' : 'moved' };
  await store.event(answered.case, 'client-answered', 'client', { detail: { kind } });
  await wakeWorkflow(answered.case, workflows);
  return answered;
}
