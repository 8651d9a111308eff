import { Badge, ExpandableSection, StatusIndicator } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import { TimeLeft } from '../case/timeLeft.tsx';
import { caseHref } from '../shell/useRoute.ts';
import { topicTitle, useWorkspace } from '../shell/workspace.ts';
import type { CaseGroups } from './groupCases.ts';

/** All cases the agent may see, those to work on first; what is new in them is marked. */
export function CaseList({
  groups,
  current,
  unread,
  loaded,
  error,
}: {
  groups: CaseGroups;
  current?: string;
  unread: Set<string>;
  loaded: boolean;
  error?: Error;
}) {
  const list = (title: string, cases: CaseView[], empty: string) => (
    <section className="case-group">
      <h2>
        {title} <span className="count">({cases.length})</span>
      </h2>
      {cases.length === 0 && <p className="quiet">{empty}</p>}
      <ul>
        {cases.map(each => (
          <li key={each.caseId}>
            <CaseLink theCase={each} isCurrent={each.caseId === current} isUnread={unread.has(each.caseId)} />
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <>
      {error && <StatusIndicator type="warning">Not up to date: {error.message}</StatusIndicator>}
      {!loaded && !error && <StatusIndicator type="loading">Loading cases</StatusIndicator>}
      {list('My contacts', groups.mine, 'None yet.')}
      {groups.drafts.length > 0 && list('Drafts to approve', groups.drafts, '')}
      {list('Waiting', groups.waiting, 'Nobody waits.')}
      {(groups.withClient.length > 0 || groups.withOthers.length > 0) && (
        <ExpandableSection headerText="Elsewhere" variant="footer">
          {list('With the client’s team', groups.withClient, 'None.')}
          {list('With other agents', groups.withOthers, 'None.')}
        </ExpandableSection>
      )}
    </>
  );
}

function CaseLink({
  theCase,
  isCurrent,
  isUnread,
}: {
  theCase: CaseView;
  isCurrent: boolean;
  isUnread: boolean;
}) {
  const { me } = useWorkspace();
  const { caseId, customer, topic, urgency, dueAt, channel, contactOpen } = theCase;
  return (
    <a
      className={`case-link${isUnread ? ' unread' : ''}`}
      href={caseHref(caseId)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <span className="case-who">
        {customer.name ?? 'Unnamed customer'}
        {isUnread && <Badge color="red">new</Badge>}
      </span>
      <span className="case-what">{topicTitle(me, topic)}</span>
      <span className="case-facts">
        {channel}
        {channel === 'chat' && !contactOpen ? ', left' : ''}
        {(urgency === 'high' || urgency === 'critical') && <Badge color="severity-high">{urgency}</Badge>}
        {dueAt && <TimeLeft dueAt={dueAt} />}
      </span>
    </a>
  );
}
