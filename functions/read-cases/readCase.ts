import type { CaseFile, DraftView, EarlierCase } from '../../layers/core/api/cases.ts';
import { WORK, type WorkName } from '../../layers/core/api/work.ts';
import { mayRead, type Member } from '../../layers/core/domain/access.ts';
import type { Case, Turn } from '../../layers/core/domain/case.ts';
import { viewOf } from '../../layers/core/domain/caseView.ts';
import { deadlineOf } from '../../layers/core/domain/deadlines.ts';
import { tellStory } from '../../layers/core/domain/story.ts';
import { mayWork } from '../../layers/core/domain/work.ts';
import type { ReleaseHeader } from '../../layers/core/release/header.ts';
import type { Audit } from '../../layers/core/store/audit.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Presence } from '../../layers/core/store/presence.ts';

/** Earlier cases of a customer that are shown. */
const EARLIER = 10;
/** Of a long case the latest is shown: an open page asks again every few seconds. */
const MOST_TURNS = 200;
const MOST_EVENTS = 200;

export interface ReadCaseDependencies {
  store: CaseStore;
  audit: Audit;
  presence: Presence;
  release: Pick<ReleaseHeader, 'config' | 'topics'>;
  now: () => Date;
}

export type ReadCase = { ok: true; file: CaseFile } | { ok: false; why: 'no-such-case' | 'not-yours' };

/** All that a person needs to know of a case. That they read it is written down first: what can't be audited isn't shown. */
export async function readCase(
  caseId: string,
  who: Member & { name: string },
  { store, audit, release, now }: ReadCaseDependencies,
): Promise<ReadCase> {
  const current = await store.get(caseId);
  if (!current) return { ok: false, why: 'no-such-case' };
  if (!mayRead(who, current)) return { ok: false, why: 'not-yours' };
  await audit.read({ caseId, by: who, way: 'workspace' });
  const [turns, events, receipts, earlier] = await Promise.all([
    store.lastTurns(caseId, MOST_TURNS),
    store.lastEvents(caseId, MOST_EVENTS),
    store.receipts(caseId),
    earlierCases(current, who, store, release),
  ]);
  const told = tellStory(current, turns, titleOf(current.topic, release));
  const deadline = deadlineOf(current, now());
  return {
    ok: true,
    file: {
      case: viewOf(current),
      turns,
      ...(turns.length === MOST_TURNS && { isLong: true as const }),
      events: events.sort((a, b) => a.at.localeCompare(b.at) || a.epoch - b.epoch),
      // Who they are may have been proved since the summary was made.
      story: { ...(current.story ?? told), who: told.who },
      ...(deadline && { deadline }),
      earlier,
      receipts,
      ...(current.draft && { draft: draftView(current, turns) }),
      may: (Object.keys(WORK) as WorkName[]).filter(work => mayWork(work, current, who)),
    },
  };
}

/** Only of somebody who has proved who they are: a claimed name must not open another's past. */
async function earlierCases(
  { caseId, customer }: Case,
  who: Member,
  store: CaseStore,
  release: ReadCaseDependencies['release'],
): Promise<EarlierCase[]> {
  if (customer.identity !== 'verified' || !customer.customerId) return [];
  const found = await store.casesOf(customer.customerId, EARLIER + 1);
  return found
    .filter(other => other.caseId !== caseId)
    .sort((a, b) => b.openedAt.localeCompare(a.openedAt))
    .slice(0, EARLIER)
    .map(other => ({
      caseId: other.caseId,
      topic: other.topic,
      ...(titleOf(other.topic, release) && { topicTitle: titleOf(other.topic, release) }),
      state: other.state,
      closedAs: other.closedAs,
      openedAt: other.openedAt,
      closedAt: other.closedAt,
      mayOpen: mayRead(who, other),
    }));
}

const titleOf = (topic: string | null | undefined, { topics }: Pick<ReleaseHeader, 'topics'>) =>
  topics.find(({ id }) => id === topic)?.title;

function draftView({ draft, state, dueAt }: Case, turns: Turn[]): DraftView {
  const { text, citations, turnId } = draft!;
  const question = turns.find(turn => turn.turnId === turnId)?.customer;
  return {
    text,
    ...(question && { question }),
    sources: citations,
    ...(state === 'waiting-for-approval' && dueAt && { approveBy: dueAt }),
  };
}
