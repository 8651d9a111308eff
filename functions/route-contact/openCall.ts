import type { Case, Customer } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import { goToPeople } from '../../layers/core/turns/goToPeople.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';

/** Stands for words that were heard by nobody but the bot service. */
const UNHEARD = '(something the assistant could not be given)';

/** The bot could not be reached with a caller's first words, so that there is no case: people get one with the call. */
export async function openCall(
  contactId: string,
  { customer, language }: { customer: Customer; language?: string },
  deps: { store: CaseStore; config: ClientConfig; now: () => Date },
): Promise<Case> {
  const turnId = `${contactId}:unheard`;
  const opened = await openCase(
    { turnId, contactId, channel: 'voice', customer, text: UNHEARD, ...(language && { language }) },
    deps,
  );
  return goToPeople(opened.case, 'ai-unavailable', deps);
}
