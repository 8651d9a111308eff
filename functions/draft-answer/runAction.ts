import {
  fillReceipt,
  nextActionStep,
  type ActionEvent,
  type ActionStep,
} from '../../layers/core/answer/actionDialog.ts';
import type { Draft, Receipt } from '../../layers/core/answer/contract.ts';
import { houseLines } from '../../layers/core/answer/houseLines.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { actionById } from '../../layers/core/domain/decide.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import type { ClientService } from '../../layers/core/service/clientService.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { IdentityCodes } from './identityCodes.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

export interface RunActionDependencies {
  store: CaseStore;
  service: ClientService;
  serviceUrl: string;
  codes: IdentityCodes;
}

/** `left`: the dialog is over and the message is an enquiry of its own. */
export type ActionRan = DraftResult | { kind: 'left' };

/** Plays an action's dialog until it has words for the customer or is over. The dialog decides, this carries out. */
export async function runAction(
  input: DraftAnswerInput,
  actionId: string,
  deps: DraftAnswerDependencies,
): Promise<ActionRan> {
  const { turn, opened, decision } = input;
  const { config } = deps.release;
  const action = actionById(config, actionId);
  if (!action) return { kind: 'left' };
  const { customer, caseId, dialog } = opened.case;
  const language = replyLanguage(config, decision.triage.language, opened.case.language);
  const about = {
    action,
    identity: { level: customer.identity, email: customer.email, customerId: customer.customerId },
    caseId,
    serviceUrl: deps.serviceUrl,
    language,
  };
  let state: unknown = dialog?.action === actionId ? dialog.state : undefined;
  let event: ActionEvent = {
    kind: 'message',
    text: turn.text,
    act: decision.triage.act,
    wantsPerson: decision.triage.wantsPerson,
    sureTopic: decision.sure ? decision.triage.topic : null,
  };
  for (;;) {
    const step: ActionStep = nextActionStep({ ...about, state, event, now: deps.now().toISOString() });
    switch (step.kind) {
      case 'look-up': {
        const looked = await lookUp(step, deps.service);
        if (!looked) return over({ kind: 'none', reason: 'action-failed' });
        event = looked;
        break;
      }
      case 'send-code':
        event = { kind: 'code-sent', hash: await deps.codes.send(caseId, step.email, config.name) };
        break;
      case 'check-code':
        event = { kind: 'code-checked', right: await deps.codes.isRight(caseId, step.code, step.hash) };
        break;
      case 'ask':
      case 'confirm':
        return { ...line(step.text, language), dialog: { action: actionId, state: step.state } };
      case 'run':
        return over(await run(step, action, input, language, deps));
      case 'not-found':
        return over(line(step.text, language));
      case 'give-up':
        return over({ kind: 'none', reason: step.reason });
      case 'leave':
        if (step.text) return over(line(step.text, language));
        return step.why === 'wants-person' ? over({ kind: 'none', reason: 'unsure' }) : { kind: 'left' };
    }
    state = step.state;
  }
}

async function lookUp(
  { url, emailField, customerIdField }: Extract<ActionStep, { kind: 'look-up' }>,
  service: ClientService,
): Promise<ActionEvent | undefined> {
  const reply = await service.get(url);
  if (!reply.ok) return reply.why === 'not-found' ? { kind: 'looked-up', found: false } : undefined;
  const fields = (reply.json ?? {}) as Record<string, unknown>;
  const text = (field: string | undefined) => {
    const value = field === undefined ? undefined : fields[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { kind: 'looked-up', found: true, email: text(emailField), customerId: text(customerIdField) };
}

/** Calls the service and answers from the receipt, which is stored before it is spoken of. */
async function run(
  step: Extract<ActionStep, { kind: 'run' }>,
  action: Action,
  { opened }: DraftAnswerInput,
  language: string,
  { service, store, now }: DraftAnswerDependencies,
): Promise<DraftResult> {
  const reply = await service.send(step.request, step.idempotencyKey);
  const known = opened.case.customer;
  const customer: Customer | undefined = step.verified
    ? {
        ...known,
        identity: 'verified',
        ...(step.verified.customerId && { customerId: step.verified.customerId }),
      }
    : undefined;
  const learned = customer && { customer };
  if (!reply.ok) {
    return reply.why === 'not-found'
      ? { ...line(action.notFound, language), ...learned }
      : { kind: 'none', reason: 'action-failed', ...learned };
  }
  const receipt: Receipt = {
    id: step.idempotencyKey,
    action: action.id,
    text: fillReceipt(action, step.inputs, reply.json),
    at: now().toISOString(),
  };
  await store.addReceipt(opened.case.caseId, receipt);
  return { ...line(`${receipt.text} ${houseLines.anythingElse}`, language, [receipt]), ...learned };
}

const line = (
  text: string,
  language: string,
  receipts: Receipt[] = [],
): Extract<DraftResult, { kind: 'draft' }> => {
  const draft: Draft = { text, citations: [], receipts, source: 'dialog' };
  return { kind: 'draft', draft, language };
};

/** The dialog has ended: the case forgets it. */
const over = (result: DraftResult): DraftResult => ({ ...result, dialog: null });
