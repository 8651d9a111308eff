import {
  fillReceipt,
  nextActionStep,
  receiptClaim,
  ReplyGivesOrders,
  UnresolvedPlaceholder,
  type ActionEvent,
  type ActionStep,
} from '../answer/actionDialog.ts';
import type { Receipt } from '../answer/contract.ts';
import type { Case, Customer } from '../domain/case.ts';
import type { Action } from '../domain/clientConfig.ts';
import type { CodesBySms } from '../domain/config/codesBySms.ts';
import type { ClientService } from '../service/clientService.ts';
import type { Attempts } from '../store/attempts.ts';
import type { CaseStore } from '../store/caseStore.ts';
import type { IdentityCodes } from './identityCodes.ts';

export interface ActionRun {
  action: Action;
  case: Pick<Case, 'caseId' | 'customer' | 'dialog'>;
  /** What the customer wrote, or the inputs that somebody (an agent, the model) gave for them. */
  event: Extract<ActionEvent, { kind: 'message' | 'inputs' }>;
  /** What began this, the same when repeated: a turn's id, the key of an agent's request. It makes the idempotency key. */
  cause: string;
  language: string;
}

export interface ActionDependencies {
  store: Pick<CaseStore, 'addReceipt' | 'receipts'>;
  service: ClientService;
  serviceUrl: string;
  codes: IdentityCodes;
  attempts: Attempts;
  clientName: string;
  /** Where the client has codes texted. */
  codesBySms?: CodesBySms | undefined;
  now: () => Date;
}

/**
 * What came of it. `customer` is there when they proved who they are on the way: the case may keep it.
 * - `asked`: words for the customer; the dialog goes on with what they answer, from `dialog`
 * - `done`: it ran; the receipt is stored. `said`: it's over with words (nothing found, declined). Both end the dialog.
 * - `failed`: a person has to take over. `left`: the message is about something else.
 */
export type ActionRan = { customer?: Customer } & (
  | { kind: 'asked'; step: 'ask' | 'confirm'; text: string; dialog: NonNullable<Case['dialog']> }
  | { kind: 'done'; receipt: Receipt }
  | { kind: 'said'; why: 'not-found' | 'declined' | 'stopped'; text: string }
  | { kind: 'failed'; reason: 'identity-failed' | 'unsure' | 'action-failed' | 'action-unknown' }
  | { kind: 'left'; why: 'wants-person' | 'other-topic' }
);

/** Look-ups of a case that may find nothing: whoever tries numbers one by one goes to a person. */
const MISSES = { most: 5, hours: 24 };

/**
 * Plays an action's dialog until it has words for the customer or is over. The dialog decides, this carries out: inputs,
 * identity and confirmation are checked there, by code, whoever asked for the action.
 */
export async function runAction(run: ActionRun, deps: ActionDependencies): Promise<ActionRan> {
  const { action, language } = run;
  const { customer, caseId, dialog } = run.case;
  const about = {
    action,
    identity: { level: customer.identity, email: customer.email, customerId: customer.customerId },
    caseId,
    cause: run.cause,
    serviceUrl: deps.serviceUrl,
    codesBySms: deps.codesBySms,
    language,
  };
  let state: unknown = dialog?.action === action.id ? dialog.state : undefined;
  let event: ActionEvent = run.event;
  for (;;) {
    const step: ActionStep = nextActionStep({ ...about, state, event, now: deps.now().toISOString() });
    switch (step.kind) {
      case 'look-up': {
        const looked = await lookUp(step, action, deps.service);
        if (!looked) return { kind: 'failed', reason: 'action-failed' };
        event = looked;
        break;
      }
      case 'send-code': {
        const from = { client: deps.clientName, language, mostTextsADay: deps.codesBySms?.mostADay };
        const sent = await deps.codes.send(caseId, step.to, from);
        event = sent ? { kind: 'code-sent', sent } : { kind: 'code-checked', result: 'blocked' };
        break;
      }
      case 'check-code':
        event = { kind: 'code-checked', result: await deps.codes.check(caseId, step.code, step.sent) };
        break;
      case 'ask':
      case 'confirm':
        return {
          kind: 'asked',
          step: step.kind,
          text: step.text,
          dialog: { action: action.id, state: step.state },
        };
      case 'run':
        return call(step, run, deps);
      case 'not-found':
        return (await deps.attempts.take(`not-found:${caseId}`, MISSES))
          ? { kind: 'said', why: 'not-found', text: step.text }
          : { kind: 'failed', reason: 'identity-failed' };
      case 'give-up':
        return { kind: 'failed', reason: step.reason };
      case 'leave':
        return step.why === 'declined' || step.why === 'stopped'
          ? { kind: 'said', why: step.why, text: step.text }
          : { kind: 'left', why: step.why };
    }
    state = step.state;
  }
}

async function lookUp(
  { url, emailField, phoneField, customerIdField }: Extract<ActionStep, { kind: 'look-up' }>,
  action: Action,
  service: ClientService,
): Promise<ActionEvent | undefined> {
  const reply = await service.get(url, action.request.auth);
  if (!reply.ok) return reply.why === 'not-found' ? { kind: 'looked-up', found: false } : undefined;
  const fields = (reply.json ?? {}) as Record<string, unknown>;
  const text = (field: string | undefined) => {
    const value = field === undefined ? undefined : fields[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    kind: 'looked-up',
    found: true,
    email: text(emailField),
    phone: text(phoneField),
    customerId: text(customerIdField),
  };
}

/** Calls the service, once: what has a receipt isn't done again. The receipt is stored before it is spoken of. */
async function call(
  step: Extract<ActionStep, { kind: 'run' }>,
  { action, case: { caseId, customer: known } }: ActionRun,
  { service, store, now }: ActionDependencies,
): Promise<ActionRan> {
  const learned = step.verified && {
    customer: {
      ...known,
      identity: 'verified' as const,
      ...(step.verified.customerId && { customerId: step.verified.customerId }),
    },
  };
  const changes = step.request.method !== 'GET';
  const before = changes && (await store.receipts(caseId)).find(({ id }) => id === step.idempotencyKey);
  if (before) return { kind: 'done', receipt: before, ...learned };

  const reply = await service.send(step.request, step.idempotencyKey);
  if (!reply.ok && reply.why === 'not-found')
    return { kind: 'said', why: 'not-found', text: action.notFound, ...learned };
  if (!reply.ok)
    return {
      kind: 'failed',
      reason: changes && reply.why === 'no-answer' ? 'action-unknown' : 'action-failed',
      ...learned,
    };
  const text = receiptOf(action, step.inputs, reply.json);
  if (text === undefined) return { kind: 'failed', reason: 'action-unknown', ...learned };
  const receipt: Receipt = {
    id: step.idempotencyKey,
    action: action.id,
    text,
    claim: receiptClaim(action),
    at: now().toISOString(),
  };
  await store.addReceipt(caseId, receipt);
  return { kind: 'done', receipt, ...learned };
}

/** Undefined when the reply lacks a field the receipt speaks of, or speaks to us instead: it may have been done, but nobody can say what. */
function receiptOf(action: Action, inputs: Record<string, string>, reply: unknown): string | undefined {
  try {
    return fillReceipt(action, inputs, reply);
  } catch (error) {
    if (error instanceof UnresolvedPlaceholder || error instanceof ReplyGivesOrders) return undefined;
    throw error;
  }
}
