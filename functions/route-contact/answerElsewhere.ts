import { offerElsewhere } from '../../layers/core/answer/elsewhere.ts';
import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { agentDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

const WHY = { noAgents: 'nobodyThere', queueFull: 'queueFull' } as const;

/**
 * No agent can take the live contact: the case comes to agents as a task instead, and the customer hears where and how they
 * are answered. Undefined when the case waits for nobody any more.
 */
export async function answerElsewhere(
  current: Case,
  why: keyof typeof WHY,
  language: string,
  {
    store,
    config,
    workflows,
    now,
  }: { store: CaseStore; config: ClientConfig; workflows: Workflows; now: () => Date },
): Promise<string | undefined> {
  const { lines, changes } = offerElsewhere(config, { ...current, language }, why);
  const noted = await store.change(
    current,
    { ...changes, offeredAs: 'task' },
    { states: ['waiting-for-agent'] },
  );
  if (!noted.ok) return undefined;
  await store.event(noted.case, 'nobody-free', 'system', { key: why, detail: { why } });
  // The workflow makes the task. When it isn't waiting yet it will find the case like this.
  if (noted.case.waiting?.for === 'agent')
    await workflows.succeed(noted.case.waiting.token, {
      outcome: 'offer-again',
      agentSeconds: secondsUntil(agentDeadline(config, current, now()), now()),
    });
  return [houseLinesIn(language)[WHY[why]], ...lines].join(' ');
}
