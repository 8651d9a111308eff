import { Badge, Button } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import type { CaseState, IdentityLevel } from '../../../layers/core/domain/case.ts';
import type { Urgency } from '../../../layers/core/domain/triage.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { useNotices } from '../shell/notices.tsx';
import { topicTitle, usePanel, useWorkspace } from '../shell/workspace.ts';
import { TimeLeft } from './timeLeft.tsx';
import type { Working } from './useWork.ts';

export const STATES: Record<CaseState, string> = {
  'with-ai': 'With the AI',
  'waiting-for-approval': 'Draft waits for approval',
  'waiting-for-agent': 'Waits for an agent',
  'with-agent': 'With an agent',
  'with-client': 'With the client’s team',
  'taken-over': 'Taken over by the client’s team',
  closed: 'Closed',
};

const IDENTITY: Record<IdentityLevel, { text: string; color: 'green' | 'grey' | 'severity-medium' }> = {
  verified: { text: 'verified', color: 'green' },
  claimed: { text: 'not verified', color: 'severity-medium' },
  none: { text: 'unknown', color: 'grey' },
};

/** Only what is pressing stands out. */
const URGENCY = {
  low: 'grey',
  normal: 'grey',
  high: 'severity-high',
  critical: 'severity-critical',
} as const satisfies Record<Urgency, string>;

/** Who, what, how urgent, and whether it may be taken. */
export function CaseHeader({
  file: { case: current, deadline },
  working,
  isAcceptFree,
}: {
  file: CaseFile;
  working: Working;
  isAcceptFree: boolean;
}) {
  const { me, panel } = useWorkspace();
  const { contacts } = usePanel();
  const notices = useNotices();
  const { customer, topic, urgency, state, agent } = current;
  const mayTake = working.may('accept') && agent?.id !== me.id;
  const take = async () => {
    const rings = contacts.find(
      ({ state: contactState, initialContactId }) =>
        contactState === 'offered' && initialContactId === current.contactId,
    );
    // Taking a case whose chat rings is accepting the chat.
    if (rings && panel.accept)
      await panel.accept(rings.contactId).catch((error: Error) => notices.problem(error.message));
    await working.work('accept', {}, 'The case is yours.');
  };
  useShortcuts({ accept: isAcceptFree && mayTake ? () => void take() : undefined });

  return (
    <header className="case-header">
      <div>
        <h1>
          {customer.name ?? 'Unnamed customer'}: {topicTitle(me, topic)}
        </h1>
        <p className="facts">
          <Badge color={IDENTITY[customer.identity].color}>{IDENTITY[customer.identity].text}</Badge>
          {customer.tier && <Badge color="blue">{customer.tier}</Badge>}
          <Badge color={URGENCY[urgency]}>{urgency}</Badge>
          <span>
            {STATES[state]}
            {state === 'with-agent' && agent ? ` (${agent.id === me.id ? 'you' : agent.name})` : ''}
          </span>
          {deadline && <TimeLeft dueAt={deadline.dueAt} state={deadline.state} />}
        </p>
      </div>
      {mayTake && (
        <Button variant="primary" loading={working.busy === 'accept'} onClick={() => void take()}>
          Take the case
        </Button>
      )}
    </header>
  );
}
