import { runAction, type ActionRan, type ActionRun } from '../../layers/core/actions/runAction.ts';
import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { actionById } from '../../layers/core/domain/decide.ts';
import { customerIn, provedIn } from '../../layers/core/domain/identity.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import type { DraftResult } from '../../layers/core/domain/turn.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';
import { typedInput } from './typedInput.ts';

/** `left`: the dialog is over and the message is an enquiry of its own. */
export type Acted = DraftResult | { kind: 'left' };

/** One message of the customer in an action's dialog. */
export async function actInDialog(
  input: DraftAnswerInput,
  actionId: string,
  deps: DraftAnswerDependencies,
  given?: ActionRun['event'],
): Promise<Acted> {
  const { turn, opened, decision } = input;
  const { config } = deps.release;
  const action = actionById(config, actionId);
  if (!action) return { kind: 'left' };
  const language = replyLanguage(config, decision.triage.language, opened.case.language);
  const about = { ...opened.case, customer: identifiedNow(input) };
  const event = given ?? messageOf(input, action);
  const ran = await runAction({ action, case: about, event, cause: turn.turnId, language }, deps);
  const customer = ran.customer && provedIn(turn.contactId, ran.customer);
  return spoken({ ...ran, ...(customer && { customer }) }, language);
}

/**
 * A mail's sender can be forged and a thread forwarded, and whoever is at hand picks up a phone that rings: what a case learned
 * of its customer before is a mere claim there, and the address on file is asked again.
 */
function identifiedNow({ turn, opened }: DraftAnswerInput): Customer {
  const customer = customerIn(turn.contactId, opened.case.customer);
  const inherited =
    (turn.channel === 'email' || (turn.channel === 'voice' && opened.case.calledBackFrom !== undefined)) &&
    turn.customer.identity !== 'verified';
  return inherited && customer.identity === 'verified' ? { ...customer, identity: 'claimed' } : customer;
}

const messageOf = ({ turn, opened, decision }: DraftAnswerInput, action: Action): ActionRun['event'] => ({
  kind: 'message',
  text: turn.channel === 'voice' ? typedInput(turn.text, action, opened.case.dialog) : turn.text,
  act: decision.triage.act,
  wantsPerson: decision.triage.wantsPerson,
  sureTopic: decision.sure ? decision.triage.topic : null,
});

/** What a step of an action comes to as this turn's draft. All but `asked` end the dialog: the case forgets it. */
function spoken(ran: ActionRan, language: string): Acted {
  const learned = ran.customer && { customer: ran.customer };
  const line = (text: string): Extract<DraftResult, { kind: 'draft' }> => ({
    kind: 'draft',
    language,
    draft: { text, citations: [], receipts: [], source: 'dialog' },
    dialog: null,
    ...learned,
  });
  switch (ran.kind) {
    case 'asked':
      return { ...line(ran.text), dialog: ran.dialog };
    case 'said':
      return line(ran.text);
    case 'done': {
      const said = line(`${ran.receipt.text} ${houseLinesIn(language).anythingElse}`);
      return { ...said, draft: { ...said.draft, receipts: [ran.receipt] } };
    }
    case 'failed':
      return { kind: 'none', reason: ran.reason, dialog: null, ...learned };
    case 'left':
      return ran.why === 'wants-person' ? { kind: 'none', reason: 'unsure', dialog: null } : { kind: 'left' };
  }
}
