import { runAction, type ActionRan } from '../../layers/core/actions/runAction.ts';
import type { ActionState } from '../../layers/core/answer/actionDialog.ts';
import type { ActionProgress } from '../../layers/core/api/work.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { customerIn, provedIn } from '../../layers/core/domain/identity.ts';
import { actionById } from '../../layers/core/domain/decide.ts';
import { by, refused, worked, type Agent, type WorkCaseDependencies, type Worked } from './worked.ts';

interface Asked {
  action: string;
  inputs: Record<string, string>;
  code?: string;
  confirmed: boolean;
}

/**
 * Runs an action for the customer, step by step, under the same rules as the AI: who they must be, what must be confirmed,
 * one receipt. The code goes to the address on file; the agent only passes on what the customer reads out.
 */
export async function runForCustomer(
  current: Case,
  asked: Asked,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const action = actionById(deps.config, asked.action);
  if (!action) return refused('unknown-action', `There is no action ${asked.action}.`);
  const dialog = current.agentDialog?.action === action.id ? current.agentDialog : undefined;
  const ran = await runAction(
    {
      action,
      case: {
        caseId: current.caseId,
        customer: customerIn(current.contactId, current.customer),
        ...(dialog && { dialog }),
      },
      event: eventOf(asked, dialog?.state as ActionState | undefined),
      cause: `agent-${current.epoch}`,
      language: current.language,
    },
    deps.actions,
  );
  const { store } = deps;
  const kept = worked(
    await store.change(
      current,
      {
        agentDialog: ran.kind === 'asked' ? ran.dialog : undefined,
        ...(ran.customer && { customer: provedIn(current.contactId, ran.customer) }),
      },
      { states: ['with-agent'] },
    ),
  );
  if (ran.kind === 'done')
    await store.event(current, 'action-run', by(agent), {
      key: ran.receipt.id,
      detail: { action: action.id, receipt: ran.receipt.id },
    });
  // What ran has run, whoever has the case by now: the receipt is told all the same.
  if (!kept.ok && ran.kind !== 'done') return kept;
  return { ok: true, case: kept.ok ? kept.case : current, action: progressOf(ran) };
}

/** What the agent sent, as the dialog that is under way takes it. */
function eventOf({ inputs, code, confirmed }: Asked, state: ActionState | undefined) {
  const said = (text: string, act: 'enquiry' | 'yes') => ({ kind: 'message' as const, text, act });
  if (state?.step === 'code' && code) return said(code, 'enquiry');
  if (state?.step === 'confirm' && confirmed) return said('yes', 'yes');
  if (state?.step === 'email' && inputs.email) return said(inputs.email, 'enquiry');
  return { kind: 'inputs' as const, inputs, confirmed };
}

const FAILED = {
  'identity-failed': 'The customer could not be identified. Nothing was done.',
  unsure: 'That was wrong too often. Nothing was done; begin again.',
  'action-failed': "The client's service could not do it. Nothing was done.",
  'action-unknown': "The client's service did not say whether it was done. Find out before you try again.",
} as const;

function progressOf(ran: ActionRan): ActionProgress {
  switch (ran.kind) {
    case 'asked': {
      const state = ran.dialog.state as ActionState;
      if (ran.step === 'confirm') return { step: 'confirm', question: ran.text };
      if (state.step === 'code')
        return {
          step: 'code',
          sentTo: state.maskedEmail ?? `•••${state.lastDigits ?? ''}`,
          wrong: state.codeTries > 0,
        };
      return { step: 'input', name: state.step === 'email' ? 'email' : (state.asking ?? ''), ask: ran.text };
    }
    case 'done':
      return { step: 'done', receipt: ran.receipt };
    case 'said':
      return { step: 'not-found', text: ran.text };
    case 'failed':
      return {
        step: 'failed',
        why: ran.reason === 'identity-failed' || ran.reason === 'unsure' ? 'identity-failed' : ran.reason,
        text: FAILED[ran.reason],
      };
    case 'left':
      return { step: 'failed', why: 'action-failed', text: FAILED['action-failed'] };
  }
}
