import type { HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { surveyInvitation } from '../../layers/core/speaking/surveyInvitation.ts';
import type { ContactRoute, Route, RouteContactDependencies } from './routeContact.ts';
import { rateByKey } from './surveyByKeys.ts';

/** The last that a customer hears: the question how it went, where it has not been asked. */
export async function closing(
  current: Case,
  onCall: boolean,
  deps: RouteContactDependencies,
  { route, lines }: { route: Route; lines: HouseLines },
): Promise<ContactRoute> {
  if (onCall) {
    const question = await rateByKey(current, lines, deps);
    return question
      ? route('survey', '', { asked: 'score', text: question })
      : route('end', lines.stillClosing);
  }
  const invitation = await surveyInvitation(current, deps);
  return route('end', invitation ?? lines.stillClosing);
}

/** An agent was done with the case before its contact rang. The queue's flow asks no survey by key. */
export async function closedInQueue(
  current: Case,
  onCall: boolean,
  deps: RouteContactDependencies,
  { route, lines }: { route: Route; lines: HouseLines },
): Promise<ContactRoute> {
  return onCall ? route('end', lines.stillClosing) : closing(current, onCall, deps, { route, lines });
}

export async function closeSilent(current: Case, { store, now }: RouteContactDependencies): Promise<void> {
  if (current.state !== 'with-ai') return;
  await store.transition(
    'abandon',
    current,
    'system',
    { closedAs: 'customer-silent', closedAt: now().toISOString(), dueAt: undefined, dialog: undefined },
    { closedAs: 'customer-silent' },
  );
}
