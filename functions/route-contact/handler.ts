import type { ConnectContactFlowEvent } from 'aws-lambda';
import { customerOf } from '../../layers/core/turns/customerOf.ts';
import { STEPS, type RouteContactInput, type Step } from './routeContact.ts';
import { isAsked } from './surveyByKeys.ts';

/** @throws Error when the flow asks for a step that doesn't exist */
export function toInput(event: ConnectContactFlowEvent): RouteContactInput {
  const { ContactData, Parameters } = event.Details;
  const step = Parameters.step as Step;
  if (!STEPS.includes(step)) throw new Error(`step "${step}" is not one of ${STEPS.join(', ')}`);
  const caseId = Parameters.caseId || ContactData.Attributes.caseId;
  // The types don't know `LanguageCode` yet.
  const { ContactId, InitialContactId, LanguageCode, Channel, Queue, Attributes } =
    ContactData as typeof ContactData & {
      LanguageCode?: string | null;
    };
  return {
    contactId: InitialContactId || ContactId,
    currentId: ContactId,
    step,
    ...(Queue && { queue: Queue.ARN }),
    ...(Attributes.movedTo && { movedTo: Attributes.movedTo }),
    ...(Attributes.heldBy && { heldBy: Attributes.heldBy }),
    ...(customerIsThere(Channel) && { channel: Channel === 'VOICE' ? 'voice' : 'chat' }),
    customer: customerOf({
      ...Attributes,
      customerPhone: ContactData.CustomerEndpoint?.Address ?? '',
    }),
    ...(LanguageCode && { speaks: LanguageCode }),
    ...(isAsked(Parameters.asked) && { asked: Parameters.asked, keys: Parameters.keys }),
    ...(caseId && { caseId }),
  };
}

const customerIsThere = (channel: string) => channel === 'VOICE' || channel === 'CHAT';
