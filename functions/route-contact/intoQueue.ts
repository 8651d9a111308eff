import type { ContactCenter } from '../../layers/core/connect/contactCenter.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { skillAttribute, type ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';

interface IntoQueueDependencies {
  center: ContactCenter;
  contacts: Pick<Contacts, 'askForSkills' | 'agentsOnline'>;
  config: ClientConfig;
}

/** Asked only where the client wants something else than waiting; when Connect doesn't say, the customer waits. */
export async function nobodyIsThere(
  current: Case,
  { contacts, config, ...deps }: IntoQueueDependencies,
): Promise<boolean> {
  if (current.state !== 'waiting-for-agent' || config.unavailable.noAgents === 'queue') return false;
  try {
    return (await contacts.agentsOnline(queueArn(current, { config, ...deps }))) === 0;
  } catch (error) {
    logger.warn('agents-not-counted', { caseId: current.caseId, error: (error as Error).name });
    return false;
  }
}

/**
 * Before the contact is in the queue, so that no agent without the skills is quicker. A refusal costs the customer nothing
 * but the better match.
 */
export async function askForSkills(
  contactId: string,
  current: Case | undefined,
  { contacts, config }: IntoQueueDependencies,
): Promise<void> {
  if (!config.skills || !current?.skills?.length) return;
  const asked = await contacts.askForSkills({
    contactId,
    attribute: skillAttribute(config.client),
    skills: current.skills,
    waitSeconds: config.skills.waitSeconds,
    priority: current.priority ?? 5,
  });
  if (!asked) logger.warn('skills-not-asked', { caseId: current.caseId });
}

export function queueArn(
  current: Case | undefined,
  { center, config }: Pick<IntoQueueDependencies, 'center' | 'config'>,
): string {
  const fallback = config.queues[0]!.id;
  return center.queues[current?.queue ?? fallback] ?? center.queues[fallback] ?? '';
}
