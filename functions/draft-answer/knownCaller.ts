import { fillTemplate } from '../../layers/core/answer/action/template.ts';
import type { ActionRun } from '../../layers/core/actions/runAction.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { actionById } from '../../layers/core/domain/decide.ts';
import type { DraftAnswerDependencies, DraftAnswerInput } from './draftAnswer.ts';

/** The one input that a caller's number can answer for. */
const ADDRESS = 'email';

/**
 * Who the client's service knows under the caller's number. That is a claim, as a written address is: numbers can be
 * forged, so what needs proof still asks for a code, sent to the address on file. Undefined when nobody is known.
 */
export async function knownCaller(
  { turn, opened }: DraftAnswerInput,
  { release, service, serviceUrl }: Pick<DraftAnswerDependencies, 'release' | 'service' | 'serviceUrl'>,
): Promise<Customer | undefined> {
  const identify = release.config.voice?.identify;
  const { customer, dialog } = opened.case;
  const unknown = customer.identity === 'none' && !customer.email && customer.phone && !dialog;
  if (turn.channel !== 'voice' || !identify || !unknown) return undefined;
  const reply = await service.get(
    fillTemplate(identify.url, { service: serviceUrl, phone: customer.phone! }),
  );
  if (!reply.ok) return undefined;
  const fields = (reply.json ?? {}) as Record<string, unknown>;
  const text = (field: string | undefined) => {
    const value = field === undefined ? undefined : fields[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const email = text(identify.emailField);
  if (!email) return undefined;
  const customerId = text(identify.customerIdField);
  const name = text(identify.nameField);
  return {
    ...customer,
    email,
    ...(customerId && { customerId }),
    ...(name && { name }),
    identity: 'claimed',
  };
}

/** Nobody spells an address on the phone that is known already: an action that asks for nothing else begins with it. */
export function callersAnswer(
  { release }: Pick<DraftAnswerDependencies, 'release'>,
  actionId: string,
  caller: Customer,
): ActionRun['event'] | undefined {
  const inputs = Object.keys(actionById(release.config, actionId)?.inputs ?? {});
  return inputs.length === 1 && inputs[0] === ADDRESS
    ? { kind: 'inputs', inputs: { [ADDRESS]: caller.email } }
    : undefined;
}
