import { houseLinesIn } from '../answer/houseLines.ts';
import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { languageOfCase } from '../domain/spokenIn.ts';
import type { Links } from '../secrets/links.ts';
import type { CaseStore } from '../store/caseStore.ts';

/** Only who was helped is asked. */
const SURVEYED = ['resolved-by-ai', 'resolved-by-agent', 'answered-by-client-team'];

/** Claims the invitation to the survey of a closed case: the line for whoever is first, undefined for all others. */
export async function surveyInvitation(
  current: Case,
  {
    store,
    links,
    config,
    now,
  }: {
    store: CaseStore;
    links: Links;
    config: Pick<ClientConfig, 'languages' | 'skills' | 'voice'>;
    now: () => Date;
  },
): Promise<string | undefined> {
  if (current.state !== 'closed' || !SURVEYED.includes(current.closedAs ?? '')) return undefined;
  const claimed = await store.change(
    current,
    { surveySentAt: now().toISOString(), dueAt: undefined },
    { absent: ['surveySentAt'] },
  );
  if (!claimed.ok) return undefined;
  const lines = houseLinesIn(languageOfCase(config, current));
  return lines.survey(await links.survey(current.caseId, current.epoch));
}
