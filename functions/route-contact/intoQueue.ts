import type { ContactCenter } from '../../layers/core/connect/contactCenter.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';

interface IntoQueueDependencies {
  center: ContactCenter;
  contacts: Pick<Contacts, 'agentsOnline'>;
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

export function queueArn(
  current: Case | undefined,
  { center, config }: Pick<IntoQueueDependencies, 'center' | 'config'>,
): string {
  const fallback = config.queues[0]!.id;
  return center.queues[current?.queue ?? fallback] ?? center.queues[fallback] ?? '';
}
