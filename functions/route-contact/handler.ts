import type { ConnectContactFlowEvent } from 'aws-lambda';
import { customerOf } from '../../layers/core/turns/customerOf.ts';
import { STEPS, type RouteContactInput, type Step } from './routeContact.ts';

/** @throws Error when the flow asks for a step that doesn't exist */
export function toInput(event: ConnectContactFlowEvent): RouteContactInput {
  const { ContactData, Parameters } = event.Details;
  const step = Parameters.step as Step;
  if (!STEPS.includes(step)) throw new Error(`step "${step}" is not one of ${STEPS.join(', ')}`);
  const caseId = Parameters.caseId || ContactData.Attributes.caseId;
  // The types don't know `LanguageCode` yet.
  const { ContactId, InitialContactId, LanguageCode } = ContactData as typeof ContactData & {
    LanguageCode?: string | null;
  };
  const onCall = ContactData.Channel === 'VOICE';
  return {
    contactId: InitialContactId || ContactId,
    currentId: ContactId,
    step,
    onCall,
    customer: customerOf(ContactData.Attributes),
    ...(LanguageCode && { speaks: LanguageCode }),
    ...(Parameters.score && { score: Parameters.score }),
    ...(caseId && { caseId }),
  };
}
